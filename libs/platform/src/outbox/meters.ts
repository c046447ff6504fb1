import { Counter, Gauge } from 'prom-client';

/** What the worker tells of its own: one set a process, in the registry of `/metrics`. */
export const outboxAge = new Gauge({
  name: 'placet_outbox_age_seconds',
  help: 'Age of the oldest poke that was not delivered; over 60 is an alert',
});
export const pokesDelivered = new Counter({ name: 'placet_outbox_delivered_total', help: 'Outbox rows delivered to Temporal' });
export const pokesFailed = new Counter({ name: 'placet_outbox_failed_total', help: 'Attempts to deliver that failed and are made again' });
export const repairs = new Counter({ name: 'placet_reconciler_repairs_total', help: 'Processes that nobody had looked at; normal is 0' });
export const eventsSealed = new Counter({ name: 'placet_audit_sealed_total', help: 'Events sealed into the chains' });
export const brokenHeads = new Counter({
  name: 'placet_audit_broken_heads_total',
  help: 'Chains that could not be continued; anything but 0 is an alert',
});
