import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { NotFound } from '@placet/kernel';
import type { z } from 'zod';
import { InvalidFields, InvalidQuery } from '../problems/malformed.ts';
import { fieldErrorsOf, malformedTexts, type FieldFault } from './field-errors.ts';

/** Checks bodies, queries and paths by their schema, whatever the content type said.
 *
 * An invalid body is 422, an invalid query 400, an invalid path 404: who can't name an id can't tell whether it exists.
 */
@Injectable()
export class Validation extends StandardSchemaValidationPipe {
  override async transform<T = unknown>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, type } = metadata;
    if (!schema || type === 'custom') return value;
    const malformed = malformedTexts(value);
    if (malformed.length) throw refusal(type, malformed);
    this.stripProtoKeys(value);
    const result = await this.validate<T>(value, schema);
    if (result.issues) throw refusal(type, fieldErrorsOf(result.issues as readonly z.core.$ZodIssue[], value));
    return result.value;
  }
}

function refusal(type: ArgumentMetadata['type'], errors: FieldFault[]): Error {
  if (type === 'body') return new InvalidFields(errors);
  if (type === 'query') return new InvalidQuery(errors);
  return new NotFound('thing');
}
