import { vi } from 'vitest';
import words from '@/locales/fr/answer-page.json';

export const READ = 'POST /api/referral/v1/answer-links/read';
export const REPLY = 'POST /api/referral/v1/answer-links/reply';

/** What a link shows, with good defaults. */
export const card = {
  urgency: 'soon',
  age_band: '70-79',
  sex: null,
  place: 'Val-d’Orge',
  distance_band: '2_to_5',
  need_codes: ['find_medecin_traitant'],
  constraints: ['home_visit'],
  answer_by: '2026-11-24T11:00:00Z',
  time_zone: 'Europe/Paris',
  state: 'open',
  my_answer: null as string | null,
  standing: null as string | null,
  changeable: true,
  cpts_name: 'CPTS des Deux-Vallées',
  coordination_phone: '0199000040' as string | null,
};
export async function openLink() {
  vi.resetModules();
  await import('./answer-page');
}

export const title = () => document.querySelector('h1')?.textContent;
export const press = (name: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent === name);
  if (!found) throw new Error(`no button « ${name} »`);
  found.click();
};

export function standInPage() {
  window.history.replaceState(null, '', '/r/the-token');
  document.documentElement.lang = 'fr';
  document.body.innerHTML = `<main id="main"></main><script type="application/json" id="words">${JSON.stringify(words)}</script>`;
}
