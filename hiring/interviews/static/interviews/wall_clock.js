// Wall clocks and instants: what a zone's clock shows, and when it shows it.
const DAY = 24 * 60 * 60_000;
const PARTS = { hourCycle: "h23", numberingSystem: "latn", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  const locale = document.documentElement.lang;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

export function wallOf(at, zone) {
  const parts = format(zone, PARTS).formatToParts(at);
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  return { day: `${year}-${month}-${day}`, clock: `${hour}:${minute}` };
}

// When the zone's clock shows this; null when it never does.
export function instantOf(day, clock, zone) {
  const wanted = Date.parse(`${day}T${clock.slice(0, 5)}Z`);
  let at = wanted;
  for (let tries = 0; tries < 3; tries += 1) {
    const wall = wallOf(at, zone);
    const off = wanted - Date.parse(`${wall.day}T${wall.clock}Z`);
    if (!off) return at;
    at += off;
  }
  return null;
}

// When the day begins: where clocks go forward at midnight, an hour later.
export const midnight = (day, zone) => instantOf(day, "00:00", zone) ?? instantOf(day, "01:00", zone);
export const clockOf = (at, zone) => wallOf(at, zone).clock;
export const addDays = (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
export const weekday = (day) => new Date(Date.parse(day)).getUTCDay();
export const shortDay = (day) => `${format("UTC", { weekday: "short" }).format(Date.parse(day))} ${Number(day.slice(8))}`;
export const longDay = (day) => format("UTC", { weekday: "short", month: "short", day: "numeric" }).format(Date.parse(day));
export const cityOf = (zone) => zone.split("/").pop().replaceAll("_", " ");
