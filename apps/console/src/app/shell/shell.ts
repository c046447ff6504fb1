import { afterNextRender, Component, computed, DestroyRef, type ElementRef, inject, Injector, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NgTemplateOutlet } from '@angular/common';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { BusyBar, Icon, type IconName, OfflineBar } from '@placet/ui';
import { ToastOutlet } from '@placet/ui/console';
import { filter } from 'rxjs';
import { Connection } from '../api/connection.ts';
import type { MessageKey } from '../i18n/message-key.ts';
import { MessagePipe } from '../i18n/message-pipe.ts';
import { SessionStore } from '../session/session-store.ts';
import { HelpMenu } from './help-menu.ts';
import { LanguageMenu } from './language-menu.ts';
import { Logo } from './logo.ts';
import { OwnMenu } from './own-menu.ts';
import { SeatPills } from './seat-pills.ts';
import { ShellBanners } from './shell-banners.ts';
import { type ShortcutName, Shortcuts } from './shortcuts.ts';
import { ThemeMenu } from './theme-menu.ts';

interface Destination {
  readonly link: string;
  readonly label: MessageKey;
  readonly icon: IconName;
}

/** The frame of all signed-in pages: what exists and may be opened, and nothing else. */
@Component({
  selector: 'app-shell',
  imports: [
    BusyBar,
    HelpMenu,
    Icon,
    LanguageMenu,
    Logo,
    MessagePipe,
    NgTemplateOutlet,
    OfflineBar,
    OwnMenu,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    SeatPills,
    ShellBanners,
    ThemeMenu,
    ToastOutlet,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly session = inject(SessionStore);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly searchBox = viewChild<ElementRef<HTMLInputElement>>('searchField');
  private readonly railOpener = viewChild<ElementRef<HTMLElement>>('railOpener');
  private readonly railCloser = viewChild<ElementRef<HTMLElement>>('railCloser');
  protected readonly connection = inject(Connection);
  protected readonly workspace = this.session.workspace;
  protected readonly isRailOpen = signal(false);
  protected readonly searches = computed(() => this.session.can('members.read'));
  protected readonly destinations = computed<readonly Destination[]>(() => {
    const all = [
      { link: '/members', label: 'nav.members', icon: 'members', permission: 'members.read' },
      { link: '/directory', label: 'nav.directory', icon: 'link', permission: 'directory.read' },
    ] as const;
    return all.filter(({ permission }) => this.session.can(permission));
  });

  constructor() {
    const stop = inject(Shortcuts).listen((name) => this.run(name));
    inject(DestroyRef).onDestroy(stop);
    this.followFocus();
  }
  protected find(text: string): void {
    void this.router.navigate(['/members'], { queryParams: text.trim() ? { q: text.trim() } : {} });
  }
  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
  protected openRail(): void {
    this.isRailOpen.set(true);
    afterNextRender(() => this.railCloser()?.nativeElement.focus(), { injector: this.injector });
  }
  protected closeRail(): void {
    this.isRailOpen.set(false);
    afterNextRender(() => this.railOpener()?.nativeElement.focus(), { injector: this.injector });
  }
  protected async showKeys(): Promise<void> {
    const { openShortcutList } = await import('./shortcut-list.ts');
    openShortcutList(this.injector);
  }
  private run(name: ShortcutName): void {
    if (name === 'list') void this.showKeys();
    else if (name === 'search') this.searchBox()?.nativeElement.focus();
    else if (name === 'members' && this.searches()) void this.router.navigateByUrl('/members');
    else if (name === 'add' && this.session.can('members.add')) {
      void this.router.navigate(['/members'], {
        queryParams: { drawer: 'add' },
        queryParamsHandling: this.isOn('/members') ? 'merge' : '',
      });
    }
  }
  private isOn(path: string): boolean {
    return this.router.url.split(/[?#]/u)[0] === path;
  }
  /** After a change of page the reader is at its heading; a change of filter or drawer moves nothing. */
  private followFocus(): void {
    let path = this.router.url.split(/[?#]/u)[0];
    const moved = this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      takeUntilDestroyed(),
    );
    moved.subscribe(({ urlAfterRedirects }) => {
      const next = urlAfterRedirects.split(/[?#]/u)[0];
      if (next === path) return;
      path = next;
      this.isRailOpen.set(false);
      afterNextRender(() => this.focusHeading(), { injector: this.injector });
    });
  }
  private focusHeading(): void {
    const main = this.main().nativeElement;
    main.ownerDocument.defaultView?.scrollTo(0, 0);
    (main.querySelector('h1') ?? main).focus({ preventScroll: true });
  }
}
