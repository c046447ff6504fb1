import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import { Config } from '../../config.ts';
import { factsOfHandler } from '../access/route-facts.ts';
import { pathOf } from './field-errors.ts';

/** In tests, every answer is held against the schema that its route names: a field that nobody declared does not leave unnoticed. */
@Injectable()
export class AnswerCheck implements NestInterceptor {
  constructor(@Inject(Config) private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema = factsOfHandler(context.getHandler()).answer?.schema;
    if (this.config.mode !== 'test' || !schema) return next.handle();
    return next.handle().pipe(
      tap((answer) => {
        const sent: unknown = JSON.parse(JSON.stringify(answer ?? null));
        const { error, data } = schema.safeParse(sent);
        const wrong = error?.issues.map(({ path, code }) => `${pathOf(path)}: ${code}`) ?? undeclared(sent, data);
        if (!wrong.length) return;
        const message = `${context.getClass().name}.${context.getHandler().name} answers what its schema does not say: ${wrong.join(', ')}`;
        process.emitWarning(message);
        throw new Error(message);
      }),
    );
  }
}

/** What the schema's own reading left out. */
function undeclared(sent: unknown, read: unknown, path: readonly string[] = []): string[] {
  if (sent === null || typeof sent !== 'object' || read === null || typeof read !== 'object') return [];
  return Object.entries(sent).flatMap(([key, value]) =>
    key in read ? undeclared(value, (read as Record<string, unknown>)[key], [...path, key]) : [`${pathOf([...path, key])}: undeclared`],
  );
}
