import { z } from 'zod';

/** One invalid field of a 422: `path` as in `address.city`, `code` and `params` for the reader's own language. */
export const FieldError = z
  .object({ path: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()).optional() })
  .meta({ id: 'FieldError' });

/** Problem details of RFC 9457. Facts of the error stand beside these as further members; `ways` names the ways out. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(FieldError).optional(),
    ways: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem' });
