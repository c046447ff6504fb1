import { Module } from '@nestjs/common';
import { NotificationsModule } from '@placet/notifications';
import { SessionPrincipals } from '@placet/platform';
import { AskPasswordResetHandler } from './commands/ask-password-reset.ts';
import { ChangeSecretHandler } from './commands/change-secret.ts';
import { CompletePasswordResetHandler } from './commands/complete-password-reset.ts';
import { ConfirmSessionHandler } from './commands/confirm-session.ts';
import { EndSessionHandler } from './commands/end-session.ts';
import { SignInHandler } from './commands/sign-in.ts';
import { Credentials } from './credentials.ts';
import { CurrentSecret } from './current-secret.ts';
import './identity-problems.ts';
import { GetMeHandler } from './queries/get-me.ts';
import { ListSessionsHandler } from './queries/list-sessions.ts';
import { PasswordResets } from './resets/password-resets.ts';
import { ResetMail } from './resets/reset-mail.ts';
import { SecretNews } from './secret-news.ts';
import { Secrets } from './secrets/secrets.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsInDatabase } from './sessions/session-principals.ts';
import { Sessions } from './sessions/sessions.ts';
import { SignInController } from './sign-in.controller.ts';
import { Tries } from './tries.ts';
import { WorkspaceSlugs } from './workspace-slugs.ts';

/** Who somebody is: secrets, sign-in, sessions, resets. */
@Module({
  imports: [NotificationsModule],
  controllers: [SignInController, SessionsController],
  providers: [
    Secrets,
    Tries,
    Sessions,
    Credentials,
    CurrentSecret,
    WorkspaceSlugs,
    PasswordResets,
    ResetMail,
    SecretNews,
    { provide: SessionPrincipals, useClass: SessionsInDatabase },
    SignInHandler,
    ConfirmSessionHandler,
    ChangeSecretHandler,
    EndSessionHandler,
    AskPasswordResetHandler,
    CompletePasswordResetHandler,
    GetMeHandler,
    ListSessionsHandler,
  ],
  exports: [Secrets, Sessions, Credentials, WorkspaceSlugs, SessionPrincipals],
})
export class IdentityModule {}
