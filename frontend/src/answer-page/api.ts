/** What the link shows before any commitment: no identity, no free text. */
export interface Card {
  urgency: 'normal' | 'soon' | 'urgent';
  age_band: string;
  sex?: string | null;
  place: string;
  distance_band: string;
  need_codes: string[];
  constraints: string[];
  persons?: number;
  ages?: string[];
  starts_on?: string | null;
  starts_half?: 'morning' | 'afternoon' | null;
  answer_by: string;
  /** Where the CPTS lives that asks, of the IANA list. */
  time_zone: string;
  state: 'open' | 'answered' | 'placed' | 'expired' | 'withdrawn';
  my_answer: string | null;
  standing: string | null;
  /** Of his practice: whom he may name, whom he named, and who named him. */
  fellows?: { professional_id: string; name: string }[];
  named?: { name: string; state: 'asked' | 'confirmed' | 'declined' }[];
  named_by?: string | null;
  changeable: boolean;
  cpts_name: string;
  coordination_phone: string | null;
}

export interface Reply {
  answer: 'yes' | 'no' | 'never_this_kind' | 'pause' | 'fellow';
  fellow_id?: string;
  condition?: string;
  reason_code?: string;
  pause_days?: number;
  takes?: number;
}

// The token is in the path of the page and travels in the body, never in an address that logs keep.
const token = location.pathname.split('/').pop();

async function post(act: 'read' | 'reply', more?: Reply): Promise<Card> {
  const response = await fetch(`/api/referral/v1/answer-links/${act}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, ...more }),
  });
  if (response.ok) return response.json();
  // The rule that refused ends the problem's type: `…/request-placed`.
  const problem = await response.json().catch(() => ({}));
  throw response.status < 500 ? String(problem.type).split('/').pop() : undefined;
}

/** Rejects with the name of the rule that refused, or with nothing when the server fell. Safe: shows and consumes nothing, because mail scanners open links. */
export const read = () => post('read');
/** Only ever after a click. */
export const reply = (answer: Reply) => post('reply', answer);
