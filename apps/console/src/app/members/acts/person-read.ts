import { httpResource } from '@angular/common/http';
import { apiBase } from '../../api/api.ts';
import type { Member, Person } from '../member-types.ts';

/** The member that a dialog is about, read when it opens: its consequences are those of now. In an injection context. */
export const readPerson = ({ id }: Person) => httpResource<Member>(() => `${apiBase}/members/${id}`);
