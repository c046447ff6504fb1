import { Module } from '@nestjs/common';
import { AuditController, AuditVerificationController } from './audit.controller.ts';
import { ListAuditHandler } from './queries/list-audit.ts';
import { VerifyAuditHandler } from './queries/verify-audit.ts';

@Module({ controllers: [AuditController, AuditVerificationController], providers: [ListAuditHandler, VerifyAuditHandler] })
export class AuditModule {}
