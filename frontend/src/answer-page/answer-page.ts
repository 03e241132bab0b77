import { type Card, type Reply, read, reply } from './api';
import { age, button, dayOf, el, fill, label, main, show, when, words } from './page';

/** The card last read, for the pages that show no card. */
let shown: Card | undefined;

/** Whom to call: the coordination, with its number when the CPTS says it. */
function coordination({ cpts_name, coordination_phone: phone }: Card): HTMLElement {
  const line = el('p', 'small', fill(words.call, cpts_name));
  if (!phone) return line;
  const link = el('a', '', /^0\d{9}$/.test(phone) ? phone.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : phone);
  link.setAttribute('href', `tel:${phone.replace(/[ .]/g, '')}`);
  line.append(', ', link);
  return line;
}

function calm([title = '', text = '']: string[], from?: Card, retry = false): void {
  show(title, el('p', '', text), retry && button(words.retry, 'main', start), from && coordination(from));
}

const PAGE_OF_RULE: Record<string, string[]> = {
  'request-placed': words.placed,
  'request-withdrawn': words.withdrawn,
  'link-expired': words.expired,
  'answer-final': words.expired,
  'no-place-left': words.full,
  'fellow-not-eligible': words.notPossible,
  'fellow-unknown': words.notPossible,
};

/** A rule is a name; a fallen network is a TypeError or nothing, and nothing was recorded. */
function refused(rule: unknown, from?: Card): void {
  if (typeof rule !== 'string') calm(words.network, from, true);
  else calm(PAGE_OF_RULE[rule] ?? words.unknown, from);
}

/** One person, or how many are searched for together and of which ages. */
function who({ sex, age_band: band, persons = 1, ages = [] }: Card): string[] {
  if (persons > 1)
    return [fill(fill(words.several, String(persons)), ages.map(age).join(', ') || words.mixedAges)];
  return [[age(band), sex ? label(words.sex, sex) : ''].filter(Boolean).join(' · ')];
}

function card(from: Card): HTMLElement {
  const distance = (words.distance as Record<string, string>)[from.distance_band];
  return el(
    'section',
    `card ${from.urgency}`,
    el('p', 'chip', words.urgency[from.urgency]),
    el('p', 'who', ...who(from)),
    el('p', '', fill(words.sector, from.place), distance ? `, ${distance}` : ''),
    el(
      'ul',
      '',
      ...[...from.need_codes, ...from.constraints].map((code) => el('li', '', label(words.codes, code))),
    ),
    ...starts(from),
    el('p', '', words.compatible),
    el('p', 'small', fill(words.before, when(from.answer_by, from.time_zone))),
  );
}

/** From when the carer is needed, to the half-day. */
function starts({ starts_on: on, starts_half: half }: Card): HTMLElement[] {
  if (!on || !half) return [];
  return [el('p', '', fill(fill(words.from, dayOf(`${on}T12:00:00Z`, 'UTC')), words.half[half]))];
}

/**
 * `done` says what completing an answer changed. What is shown afterwards is what the server answered: a
 * fourth yes is in reserve, and a deadline may have passed meanwhile.
 */
async function send(answer: Reply, done?: string, title?: string): Promise<void> {
  for (const node of main.querySelectorAll('button')) node.disabled = true;
  try {
    const now = await reply(answer);
    if (now.state === 'answered' || now.state === 'open') answered(now, done, title);
    else calm(words[now.state], now);
  } catch (rule) {
    refused(rule, shown);
  }
}

/** A yes, an advice or a visit where advice was asked first, or one for each number of persons he could take; all of them first. */
function yeses({ persons = 1, constraints }: Card): Node[] {
  if (constraints.includes('advice_first')) {
    return [
      button(words.yesAdvice, 'main', () => send({ answer: 'yes' })),
      button(words.yesSees, '', () => send({ answer: 'yes', condition: 'sees_directly' })),
    ];
  }
  if (persons === 1) return [button(words.yes, 'main', () => send({ answer: 'yes' }))];
  return Array.from({ length: persons }, (_, index) => {
    const takes = persons - index;
    return button(fill(words.yesFor, String(takes)), index ? 'short' : 'main', () =>
      send({ answer: 'yes', takes }),
    );
  });
}

function ask(from: Card): void {
  const { fellows = [] } = from;
  show(
    words.title,
    from.named_by && el('p', '', fill(words.namedBy, from.named_by)),
    card(from),
    ...yeses(from),
    fellows[0] && button(words.fellow, '', () => askFellow(from, fellows)),
    button(words.no, '', () => send({ answer: 'no' })),
    el('p', 'small', words.blind),
    coordination(from),
  );
}

/** Who of his practice, each asked by a link of his own. */
function askFellow(from: Card, fellows: NonNullable<Card['fellows']>): void {
  const names = Object.fromEntries(fellows.map((one) => [one.professional_id, one.name]));
  show(
    words.fellowTitle,
    ...choices(words.fellowText, { ...names, '': words.anyFellow }, (id) =>
      send({ answer: 'fellow', fellow_id: id || undefined }),
    ),
    button(words.back, '', () => ask(from)),
  );
}

/** Small choices after the answer, one tap each; none is asked before it. */
function choices(title: string, labels: Record<string, string>, act: (code: string) => unknown): Node[] {
  const buttons = Object.entries(labels).map(([code, name]) => button(name, 'short', () => act(code)));
  return [el('h2', '', title), el('div', 'choices', ...buttons)];
}

function afterYes(): Node[] {
  return choices(words.condition, words.conditions, (condition) =>
    send({ answer: 'yes', condition }, words.conditionDone),
  );
}

function afterNo(): Node[] {
  return [
    ...choices(words.why, words.reasons, (reason_code) => send({ answer: 'no', reason_code }, words.thanks)),
    button(words.never, '', () => send({ answer: 'never_this_kind' }, words.neverDone)),
    button(words.pause, '', () => send({ answer: 'pause', pause_days: 7 }, words.pauseDone)),
  ];
}

/** Title and text; of a yes by a fellow of the practice, nothing is promised before he says so. */
const SAID: Record<string, string[]> = {
  yes: [words.yesTitle, words.yesText],
  fellow: [words.passedOn, words.passedOnText],
};

function answered(from: Card, done?: string, title?: string): void {
  const { my_answer: answer, named = [], changeable } = from;
  const [heading = '', text = ''] = SAID[answer ?? ''] ?? [words.noTitle, words.noText];
  const isYes = answer === 'yes';
  const more = isYes ? afterYes : afterNo;
  show(
    title ?? heading,
    el('p', '', done ?? text),
    isYes && from.standing === 'reserve' && el('p', '', words.reserve),
    ...named.map(({ name, state }) => el('p', '', fill(words.named[state], name))),
    ...(done || !changeable || answer === 'fellow' ? [] : more()),
    changeable &&
      (isYes
        ? button(words.undo, '', () => send({ answer: 'no' }, undefined, words.undone))
        : button(words.change, '', () => ask(from))),
    card(from),
    coordination(from),
  );
}

async function start(): Promise<void> {
  try {
    const from = await read();
    shown = from;
    if (from.state === 'open') ask(from);
    else if (from.state === 'answered') answered(from);
    else calm(words[from.state], from);
  } catch (rule) {
    refused(rule);
  }
}

start();
