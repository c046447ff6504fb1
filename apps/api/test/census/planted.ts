import { Body, Controller, Get, HttpCode, Module, Post, Res } from '@nestjs/common';
import { Answers, Needs, Public } from '@placet/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AppModule } from '../../src/app.module.ts';

const Nothing = z.object({});

/** Faults that a census must notice; they stand in no build. */
@Controller('planted')
class Planted {
  @Get('unguarded')
  @Answers(Nothing)
  unguarded() {
    return {};
  }

  @Post('unchecked')
  @Public()
  @HttpCode(200)
  @Answers(Nothing)
  unchecked(@Body() _body: unknown) {
    return {};
  }

  @Get('guarded')
  @Needs('owners.manage')
  @Answers(Nothing)
  guarded() {
    return {};
  }

  @Get('GUARDED')
  @Public()
  @Answers(Nothing)
  besideTheGuard() {
    return {};
  }

  @Get('bare')
  @Public()
  @Answers(Nothing)
  bare(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.removeHeader('content-security-policy');
    return {};
  }
}

@Module({ imports: [AppModule], controllers: [Planted] })
export class PlantedModule {}
