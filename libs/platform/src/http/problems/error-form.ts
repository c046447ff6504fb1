import type { DomainError } from '@placet/kernel';
import type { ProblemAnswer } from './problem-answer.ts';

/** Another way to tell errors, for the paths of one protocol. */
export interface ErrorForm {
  /** of the path, such as `/scim/` */
  readonly prefix: string;
  readonly contentType: string;
  /** @param problem what the problem table says of this error; its headers are sent, too. @param url as it came in */
  readonly tell: (
    error: DomainError,
    problem: ProblemAnswer,
    url: string,
  ) => { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown };
}

const forms: ErrorForm[] = [];

/** Says, once at module scope, how errors are told under a path; guards, parsers and unknown paths under it speak that form, too. */
export function errorForm(form: ErrorForm): void {
  forms.push(form);
}

export const formOf = (path: string): ErrorForm | undefined => forms.find(({ prefix }) => path.startsWith(prefix));
