import { Component } from '@angular/core';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { PageHead } from '../shell/page-head.ts';

/** The people of a workspace. */
@Component({
  selector: 'app-members-page',
  imports: [MessagePipe, PageHead],
  template: `<app-page-head [heading]="'members.title' | t" />`,
})
export class MembersPage {}
