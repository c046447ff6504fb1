import { HttpContext, HttpContextToken } from '@angular/common/http';

/** Whether a 401 is an answer to the page (sign-in, invitation) rather than the end of a session. */
export const ANONYMOUS = new HttpContextToken<boolean>(() => false);

/** The context of a call from a page that needs no session. */
export const anonymous = () => new HttpContext().set(ANONYMOUS, true);
