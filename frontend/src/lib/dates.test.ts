import { afterEach, describe, expect, it } from 'vitest';
import {
  ago,
  civilInstant,
  clock,
  dayAndHour,
  daysUntil,
  delay,
  exact,
  hour,
  isoDay,
  liveIn,
  longDay,
  nextOpenDay,
  PARIS,
  shortDay,
  shortEnd,
  tableDay,
  weekOf,
} from './dates';

const now = new Date('2026-11-23T10:00:00+01:00');

it.each([
  ['2026-11-20T18:00:00+01:00', '2026-11-20'],
  ['2026-11-21T11:59:00+01:00', '2026-11-21'],
  ['2026-11-21T12:00:00+01:00', '2026-11-23'],
  ['2026-11-22T09:00:00+01:00', '2026-11-23'],
])('books from %s for %s at the earliest', (at, day) => {
  expect(nextOpenDay(new Date(at))).toBe(day);
});

describe('dates on screen', () => {
  it('writes a whole hour without minutes, with unbreakable spaces', () => {
    expect(hour('2026-11-23T08:30:00Z')).toBe('9\u00a0h\u00a030');
    expect(hour('2026-11-23T17:00:00Z')).toBe('18\u00a0h');
  });
  it('writes a time of day as the hour of an instant', () => {
    expect(hour('08:30')).toBe('8\u00a0h\u00a030');
    expect(hour('24:00')).toBe('24\u00a0h');
  });
  it('gives an end at midnight to the evening before', () => {
    expect(shortEnd('2026-11-22T23:00:00Z')).toBe('dim. 22 nov., minuit');
    expect(shortEnd('2026-11-23T19:00:00Z')).toBe('lun. 23 nov., 20\u00a0h');
  });
  it('writes days without a capital', () => {
    expect(longDay('2026-11-23')).toBe('lundi 23 novembre 2026');
    expect(shortDay('2026-11-23')).toBe('lun. 23 nov.');
    expect(tableDay('2026-11-23')).toBe('23/11/2026');
    expect(dayAndHour('2026-11-23T08:30:00Z')).toBe('lundi 23 novembre, 9\u00a0h\u00a030');
    expect(exact('2026-11-23T08:30:00Z')).toContain('2026');
  });
  it('keeps Paris time whatever the offset of the instant, on both sides of the change of hour', () => {
    expect(clock('2026-10-25T00:30:00Z')).toBe('02:30');
    expect(clock('2026-10-25T01:30:00Z')).toBe('02:30');
    expect(clock('2027-03-28T01:30:00Z')).toBe('03:30');
    expect(isoDay('2026-11-23T23:30:00Z')).toBe('2026-11-24');
  });
  it('says a delay in calendar days of Paris', () => {
    expect(delay('2026-11-26T09:00:00Z', now)).toBe('Dans 3\u00a0j');
    expect(delay('2026-11-24T00:30:00Z', now)).toBe('Demain');
    expect(delay('2026-11-23T18:00:00Z', now)).toBe('Aujourd’hui');
    expect(delay('2026-11-23T08:00:00Z', now)).toBe('En retard');
    expect(delay('2026-11-21T09:00:00Z', now)).toBe('En retard de 2\u00a0j');
    expect(ago('2026-11-22T23:30:00Z', now)).toBe('aujourd’hui');
    expect(daysUntil('2026-11-22', now)).toBe(-1);
  });
  it('starts the week on Monday, also from a Sunday and over a change of hour', () => {
    expect(weekOf('2026-11-29')[0]).toBe('2026-11-23');
    expect(weekOf('2026-10-25', 6)).toEqual([
      '2026-10-19',
      '2026-10-20',
      '2026-10-21',
      '2026-10-22',
      '2026-10-23',
      '2026-10-24',
    ]);
  });

  it('turns a clock time of Paris into an instant, in winter, in summer and near a change of hour', () => {
    expect(civilInstant('2026-11-23', '09:30')).toBe('2026-11-23T08:30:00.000Z');
    expect(civilInstant('2026-07-01', '09:30')).toBe('2026-07-01T07:30:00.000Z');
    expect(civilInstant('2026-10-25', '01:30')).toBe('2026-10-24T23:30:00.000Z');
    expect(civilInstant('2026-10-25', '08:00')).toBe('2026-10-25T07:00:00.000Z');
    expect(civilInstant('2027-03-28', '08:00')).toBe('2027-03-28T06:00:00.000Z');
  });
});

describe('where the CPTS lives', () => {
  afterEach(() => liveIn(PARIS));

  it.each([
    ['Indian/Reunion', '2026-11-23T21:00:00Z', '2026-11-24', '01:00'],
    ['America/Cayenne', '2026-11-24T01:00:00Z', '2026-11-23', '22:00'],
    ['Pacific/Wallis', '2026-11-23T12:30:00Z', '2026-11-24', '00:30'],
  ])('says the hours and days of %s', (zone, at, day, time) => {
    liveIn(zone);
    expect([isoDay(at), clock(at)]).toEqual([day, time]);
    expect(civilInstant(day, time)).toBe(new Date(at).toISOString());
    expect([isoDay(day), daysUntil(day, new Date(at)), ago(at, new Date(at))]).toEqual([
      day,
      0,
      'aujourd’hui',
    ]);
    expect(tableDay(at, PARIS)).not.toBe(tableDay(at));
  });

  it('starts the day there, not in Paris', () => {
    const evening = new Date('2026-11-29T21:00:00Z');
    expect([weekOf(evening)[0], nextOpenDay(evening)]).toEqual(['2026-11-23', '2026-11-30']);
    liveIn('Indian/Reunion');
    expect([weekOf(evening)[0], nextOpenDay(evening)]).toEqual(['2026-11-30', '2026-11-30']);
    expect(longDay('2026-12-01')).toBe('mardi 1er décembre 2026');
  });
});
