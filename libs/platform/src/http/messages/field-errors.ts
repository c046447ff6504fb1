import type { FieldError } from '@placet/contracts';
import type { z } from 'zod';

export type FieldFault = z.infer<typeof FieldError>;

/** Zod's issues as codes and parameters: the reader's language is the console's business. */
export function fieldErrorsOf(issues: readonly z.core.$ZodIssue[], input: unknown): FieldFault[] {
  return issues.flatMap((issue) => oneIssue(issue, input));
}

function oneIssue(issue: z.core.$ZodIssue, input: unknown): FieldFault[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), code: 'unknown_field' }));
  if (issue.code === 'invalid_type' && valueAt(input, issue.path) === undefined) return [{ path, code: 'required' }];
  if (issue.code === 'custom') {
    const { code = 'invalid', ...params } = issue.params ?? {};
    return [withParams(path, String(code), params)];
  }
  return [withParams(path, issue.code, paramsOf(issue))];
}

/** The limits that a message may name; never the value that was sent. */
function paramsOf(issue: z.core.$ZodIssue): Record<string, unknown> {
  const { minimum, maximum, format, expected, values, divisor } = issue as unknown as Record<string, unknown>;
  const named = { minimum, maximum, format, expected, values, divisor };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

const withParams = (path: string, code: string, params: Record<string, unknown>): FieldFault =>
  Object.keys(params).length ? { path, code, params } : { path, code };

/** `['address', 'city']` -> `address.city`. */
export const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) value = value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[step];
  return value;
}

/** Strings that PostgreSQL or JSON can't hold, wherever they are: a NUL, or half of a surrogate pair. */
export function malformedTexts(value: unknown, path: readonly PropertyKey[] = []): FieldFault[] {
  if (typeof value === 'string') return isText(value) ? [] : [{ path: pathOf(path), code: 'malformed_text' }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isText(key) ? malformedTexts(inner, [...path, key]) : [{ path: pathOf(path), code: 'malformed_text' }],
  );
}

const isText = (value: string): boolean => value.isWellFormed() && !value.includes('\0');
