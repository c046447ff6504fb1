import { z } from 'zod';

const mostTopics = 10;

/** `GET /stream`: topics joined by commas, such as `directory-log:<connectionId>`. */
export const StreamQuery = z.strictObject({
  topics: z
    .string()
    .max(1000)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(
      z
        .array(z.string().regex(/^[a-z][a-z-]*:[\w-]{1,64}$/))
        .min(1)
        .max(mostTopics),
    ),
});
/** Server-sent events: `id` to go on from, `event` the topic's name, `data` what its list has as an item. */
export const StreamReply = z.unknown().meta({ id: 'StreamEvents', description: 'text/event-stream' });
