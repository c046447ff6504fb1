import { signal } from '@angular/core';
import { submit, type FieldTree, type ReadonlyFieldTree, type ValidationError } from '@angular/forms/signals';
import { type FieldError, Problem, problemOf } from '../api/problem.ts';

/** A refusal of the server at one field: its code and parameters, said by the catalogue as `field.<code>`. */
export interface RefusedField extends ValidationError.WithOptionalFieldTree {
  readonly params: Record<string, unknown>;
}

/** Sends one form: validation first, what is refused at a field (422, 409 with `errors`) there, every other problem above the form; what was typed stays. */
export class Submission<T> {
  /** Grows with each press of the button, so that the summary takes the focus again. */
  readonly attempt = signal(0);
  /** The last refusal that belongs to no field. */
  readonly problem = signal<Problem | undefined>(undefined);

  constructor(readonly form: FieldTree<T>) {}

  /** @returns whether it was sent and accepted */
  async send(action: () => Promise<void>): Promise<boolean> {
    this.problem.set(undefined);
    const accepted = await submit(this.form, { action: () => this.refusals(action), ignoreValidators: 'none' });
    const isAccepted = accepted && !this.problem();
    if (!isAccepted) this.attempt.update((count) => count + 1);
    return isAccepted;
  }

  private async refusals(action: () => Promise<void>): Promise<RefusedField[] | undefined> {
    try {
      await action();
      return undefined;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.errors.length) return problem.errors.map((refused) => atField(this.form, refused));
      this.problem.set(problem);
      return undefined;
    }
  }
}

/** The field that a path such as `address.city` names; the form itself where the page has no such field. */
function atField(form: FieldTree<unknown>, { path, code, params }: FieldError): RefusedField {
  let field: unknown = form;
  for (const part of path.split('.').filter(Boolean)) field = (field as Record<string, unknown> | undefined)?.[part];
  const known = typeof field === 'function' ? (field as ReadonlyFieldTree<unknown>) : form;
  return { kind: code, params: params ?? {}, fieldTree: known };
}
