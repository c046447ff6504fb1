import type { MailTexts } from './mail-text.ts';

const inviter =
  '{hasInvitedBy, select, yes {{invitedBy} vous invite} other {Vous avez reçu une invitation}} à rejoindre l’espace de travail {workspaceName} sur Placet.';
const invited =
  'Vous recevez ce message car {hasInvitedBy, select, yes {{invitedBy}} other {un administrateur}} a saisi votre adresse dans l’espace de travail {workspaceName}.';
const account = 'Vous recevez ce message car votre compte dans l’espace de travail {workspaceName} utilise cette adresse.';
const manages = 'Vous recevez ce message car vous gérez les annuaires de l’espace de travail {workspaceName}.';

export const fr: MailTexts = {
  greeting: 'Bonjour{hasFirstName, select, yes { {firstName}} other {}},',
  linkHint: 'Si le bouton ne fonctionne pas, ouvrez ce lien\u00a0:',
  mails: {
    invitation: {
      subject: '{hasInvitedBy, select, yes {{invitedBy} vous invite} other {Invitation}} à rejoindre {workspaceName}',
      preview: 'À accepter avant le {expiresAt, date, day}.',
      heading: 'Rejoignez {workspaceName}',
      paragraphs: [inviter, 'Acceptez d’ici le {expiresAt, date, day} : choisissez un mot de passe, et votre compte est prêt.'],
      button: 'Accepter l’invitation',
      after: 'Ce lien ne sert qu’une fois. Si vous n’attendiez pas ce message, ignorez-le\u00a0: il ne se passera rien.',
      reason: invited,
    },
    invitation_reminder: {
      subject: 'Rappel\u00a0: votre invitation à rejoindre {workspaceName}',
      preview: 'Elle est ouverte jusqu’au {expiresAt, date, day}.',
      heading: 'Votre invitation vous attend',
      paragraphs: [inviter, 'Vous ne l’avez pas encore acceptée. L’invitation est ouverte jusqu’au {expiresAt, date, day}.'],
      button: 'Accepter l’invitation',
      after:
        'Ce lien ne sert qu’une fois. Si vous ne souhaitez pas vous inscrire, ignorez ce message\u00a0: l’invitation expirera d’elle-même.',
      reason: invited,
    },
    password_reset: {
      subject: 'Choisissez un nouveau mot de passe pour {workspaceName}',
      preview: 'Le lien est valable jusqu’à {expiresAt, time, minute}.',
      heading: 'Choisissez un nouveau mot de passe',
      paragraphs: [
        '{hasRequestedBy, select, yes {{requestedBy} a lancé la réinitialisation de votre mot de passe} other {Un nouveau mot de passe a été demandé pour votre compte}} dans l’espace de travail {workspaceName}.',
        'Le lien ne sert qu’une fois, jusqu’au {expiresAt, date, day} à {expiresAt, time, minute}.',
      ],
      button: 'Choisir un nouveau mot de passe',
      after:
        '{hasRequestedBy, select, yes {Si vous en ignorez la raison, adressez-vous à {requestedBy}.} other {Si la demande ne vient pas de vous, ignorez ce message\u00a0: votre mot de passe reste inchangé.}}',
      reason: account,
    },
    secret_changed: {
      subject: 'Votre {kind, select, pin {code PIN} other {mot de passe}} pour {workspaceName} a été modifié',
      preview: 'Le {at, date, day} à {at, time, minute}',
      heading: 'Votre {kind, select, pin {code PIN} other {mot de passe}} a été modifié',
      paragraphs: [
        'Le {at, date, day} à {at, time, minute}, {hasChangedBy, select, yes {{changedBy} a modifié le {kind, select, pin {code PIN} other {mot de passe}} de votre compte} other {le {kind, select, pin {code PIN} other {mot de passe}} de votre compte a été modifié}} dans l’espace de travail {workspaceName}. Vos autres sessions ont été fermées.',
        'Si vous en avez connaissance, vous n’avez rien à faire.',
      ],
      button: 'Ce n’était pas moi\u00a0: choisir un nouveau mot de passe',
      after: 'Prévenez aussi un administrateur de votre espace de travail.',
      reason: account,
    },
    directory_credential_ends: {
      subject: 'L’annuaire {connectionName} de {workspaceName} s’arrêtera le {expiresAt, date, day}',
      preview: '{kind, select, client {Son client OAuth} other {Son jeton}} {credentialName} expire.',
      heading: '{kind, select, client {Un client} other {Un jeton}} de {connectionName} expire',
      paragraphs: [
        '{kind, select, client {Le client OAuth} other {Le jeton}} {credentialName}, avec lequel l’annuaire {connectionName} accède à l’espace de travail {workspaceName}, expire le {expiresAt, date, day} à {expiresAt, time, minute}. À partir de là, l’annuaire n’ajoutera, ne modifiera et ne désactivera plus personne.',
        'Créez-en un nouveau dès maintenant et saisissez-le chez votre fournisseur d’identité. Les deux fonctionnent jusqu’à l’expiration de l’ancien.',
      ],
      button: 'Ouvrir l’annuaire',
      after: 'S’il a déjà été remplacé, révoquez l’ancien au même endroit\u00a0: vous ne recevrez plus de rappel.',
      reason: manages,
    },
    directory_brake: {
      subject: '{connectionName} veut désactiver de nombreuses personnes dans {workspaceName}',
      preview: 'Personne ne sera désactivé avant la décision d’un propriétaire.',
      heading: 'Le frein de l’annuaire {connectionName} retient des désactivations',
      paragraphs: [
        'L’annuaire {connectionName} a demandé en dix minutes plus de désactivations que le frein de l’espace de travail {workspaceName} n’en laisse passer. Les suivantes sont retenues\u00a0: ces personnes gardent leur accès. Au moment de ce message, {held, plural, one {# désactivation était retenue} other {# désactivations étaient retenues}}.',
        'Demandez à la personne qui gère votre annuaire si c’est voulu. Puis laissez passer ces désactivations, ou refusez-les.',
      ],
      button: 'Voir et décider',
      after: 'Seul un propriétaire peut décider. Tout le reste de ce que demande l’annuaire continue.',
      reason: 'Vous recevez ce message car vous êtes propriétaire de l’espace de travail {workspaceName}.',
    },
  },
};
