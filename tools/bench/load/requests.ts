import { addToGroupBody, externalIdOf, mark, personId, switchOffBody, userBody, userNameOf } from './people.ts';

/** A workspace as the load sees it. */
export interface Place {
  readonly number: number;
  readonly token: string;
  /** people made beforehand, numbered from 1 */
  readonly people: number;
  /** of a group of the first tenth of them; absent where the server has no groups */
  readonly groupId?: string | undefined;
}

/** What is asked. */
export type Ask =
  'create' | 'createSpread' | 'read' | 'findUserName' | 'findExternalId' | 'findEmail' | 'index' | 'cursor' | 'switchOff' | 'addToGroup';

/** One round's work. */
export interface Work {
  readonly ask: Ask;
  readonly places: readonly Place[];
  /** what can be asked once only (somebody to switch off, to add) is counted over all places; this round has those from `first` to before `last` */
  readonly first: number;
  readonly last: number;
  /** begins every new name of this round */
  readonly prefix: string;
  /** where walks by cursor begin; from the first page too */
  readonly cursors: readonly string[];
}

/** The next request of a client; undefined where the round's work is used up. */
export type Next = (client: number) => string | undefined;

const json = 'content-type: application/scim+json\r\n';

export function request(token: string, method: string, path: string, body?: string): string {
  const length = body === undefined ? '' : `${json}content-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} /scim/v2${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n${length}\r\n${body ?? ''}`;
}

const filter = (expression: string) => `/Users?filter=${encodeURIComponent(expression)}`;
export const findBy = {
  findUserName: ({ number }: Place, n: number) => filter(`userName eq "${userNameOf(number, mark(n))}"`),
  findExternalId: (_: Place, n: number) => filter(`externalId eq "${externalIdOf(mark(n))}"`),
  findEmail: ({ number }: Place, n: number) => filter(`emails.value eq "${userNameOf(number, mark(n))}"`),
};

/** How many of a place's people each of these acts can be done to, and from whom on; of creates, how many a place takes before it is the next one's turn. */
export const onceOnly: Partial<Record<Ask, (place: Place) => { from: number; count: number }>> = {
  create: ({ people }) => ({ from: 0, count: people }),
  switchOff: ({ people }) => ({ from: 1, count: people }),
  addToGroup: ({ people }) => ({ from: people / 10 + 1, count: people - people / 10 }),
};

/** @param heardCursor the cursor that each client's last answer gave */
export function requestsOf({ ask, places, first, last, prefix, cursors }: Work, heardCursor: (client: number) => string | undefined): Next {
  const [place] = places as [Place];
  const anyone = () => 1 + Math.floor(Math.random() * place.people);
  let count = 0;
  switch (ask) {
    case 'createSpread':
      return () => create(places[count % places.length]!, `${prefix}${count++}`);
    case 'create': // a workspace grows to about twice its size
      return () => create(places[Math.floor((first + count) / place.people) % places.length]!, `${prefix}${count++}`);
    case 'read':
      return () => request(place.token, 'GET', `/Users/${personId(place.number, anyone())}`);
    case 'findUserName':
    case 'findExternalId':
    case 'findEmail':
      return () => request(place.token, 'GET', findBy[ask](place, anyone()));
    case 'index':
      return () => request(place.token, 'GET', `/Users?startIndex=${1 + Math.floor(Math.random() * (place.people - 99))}&count=100`);
    case 'cursor':
      return (client) =>
        request(place.token, 'GET', `/Users?cursor=${heardCursor(client) ?? cursors[count++ % cursors.length] ?? ''}&count=100`);
    case 'switchOff':
    case 'addToGroup':
      return once(ask, places, first, last);
  }
}

const create = ({ number, token }: Place, name: string) => request(token, 'POST', '/Users', userBody(number, name));

/** All clients are in one workspace at a time: whatever its size, it is hot. */
function once(ask: 'switchOff' | 'addToGroup', places: readonly Place[], first: number, last: number): Next {
  const { from, count } = onceOnly[ask]!(places[0]!);
  let next = first;
  return () => {
    if (next >= last) return undefined;
    const place = places[Math.floor(next / count)]!;
    const memberId = personId(place.number, from + (next++ % count));
    return ask === 'switchOff'
      ? request(place.token, 'PATCH', `/Users/${memberId}`, switchOffBody)
      : request(place.token, 'PATCH', `/Groups/${place.groupId}`, addToGroupBody(memberId));
  };
}
