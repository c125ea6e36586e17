import { instantSchema, type Instant } from '../../domain/calendar.ts';

/** What the time is: handed to what needs it, so that a test can say. */
export type Clock = () => Instant;

export const systemClock: Clock = () => instantSchema.parse(new Date().toISOString());

export function addSeconds(at: Instant, seconds: number): Instant {
  return instantSchema.parse(new Date(Date.parse(at) + seconds * 1000).toISOString());
}
