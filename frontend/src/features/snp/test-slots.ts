/** A free slot as a search shows it. */
export const slot = (id: string, hour: string) => ({
  slot_id: id,
  professional_id: 'p-1',
  professional_name: 'Dr Anne Martin',
  profession_code: '10',
  place_label: 'MSP des Deux-Vallées',
  commune_code: '96001',
  commune_name: 'Valbrune',
  starts_at: `2026-11-23T${hour}:00Z`,
  ends_at: `2026-11-23T${hour}:00Z`,
  modalities: ['AMB'],
  appointment_type: 'ROUTINE',
  reasons: {},
  distance_km: 2.4,
});
export const first = slot('s-1', '08:30');
export const next = [slot('s-2', '08:45'), slot('s-3', '09:00'), slot('s-4', '09:15')];
/** What the page reads before anybody acts. */
export const reading = {
  'GET /api/scheduling/v1/slots': { body: { items: [first], next: null } },
  'GET /api/scheduling/v1/slots/shared': { body: { items: [] } },
  'GET /api/directory/v1/reference/professions': { body: { items: [] } },
  'GET /api/directory/v1/reference/languages': { body: { items: [{ code: 'ar', label: 'Arabe' }] } },
  'GET /api/directory/v1/communes': { body: { items: [] } },
};
export const held = { hold_id: 'h-1', slot_id: 's-1', until: new Date(Date.now() + 300_000).toISOString() };
