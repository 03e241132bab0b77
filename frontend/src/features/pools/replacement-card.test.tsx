import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible } from '@/test-render';
import {
  API,
  aCover,
  aLocum,
  aReplacement,
  CLAIMED,
  COMMUNES,
  DAYS,
  ME,
  openPools,
  threeDays,
} from './a-replacement';

it('lets a volunteer take a day, and says whose activity is short', async () => {
  const path = `POST ${API}/replacements/r1/claim`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aReplacement([aCover(CLAIMED)]) } });
  const { container } = await openPools({ roles: ['professional'], professional_id: ME }, [
    aReplacement([aCover()]),
  ]);
  const card = screen.getByRole('region', { name: /24 novembre.*Dr Anne Roux/ });
  expect(card).toHaveTextContent('Mes jours, mon secteur');
  expect(screen.getByText('Minimum pas encore atteint')).toBeVisible();
  expect(within(card).queryByRole('button', { name: /Choisir des jours/ })).toBeNull();
  await expectAccessible(container);
  fireEvent.click(within(card).getByRole('button', { name: /Je prends/ }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('offers the whole first, then the days that one chooses', async () => {
  const path = `POST ${API}/replacements/r1/claim`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aReplacement(threeDays(CLAIMED)) } });
  await openPools({ roles: ['professional'], professional_id: ME }, [
    aReplacement(threeDays(), { suits_me: [DAYS[0]] }),
  ]);
  const card = screen.getByRole('region', { name: /du mardi 24 novembre au jeudi 26 novembre, 3\sjours/ });
  expect(card).toHaveTextContent('1 jour pour moi');
  const [first, second] = within(card).getAllByRole('button');
  expect([first?.textContent, second?.textContent].map((one) => one?.split(' – ')[0])).toEqual([
    'Je prends tout',
    'Choisir des jours',
  ]);
  if (second) fireEvent.click(second);
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'jeu. 26 nov.' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Je prends 2 jours' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toEqual({ days: [DAYS[0], DAYS[2]] }),
  );
});

it('lets the practice confirm in one act what a locum holds', async () => {
  const path = `POST ${API}/replacements/r1/confirmation`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aReplacement(threeDays()) } });
  await openPools({ roles: ['care_coordinator'] }, [
    aReplacement(threeDays(CLAIMED), { locums: [aLocum({ days: [...DAYS] })], may: ['withdraw'] }),
  ]);
  expect(screen.getByText(/Remplaçant.*Dr Jean Martin/)).toBeVisible();
  expect(screen.getByText('tous les jours')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: /^Confirmer/ }));
  await waitFor(() => expect(sent.find((one) => one.key === path)?.body).toEqual({ locum_id: 'l1' }));
});

it('says what stays in the agenda of whom it replaces before it is confirmed', async () => {
  const path = `POST ${API}/replacements/r1/confirmation`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aReplacement([aCover()]) } });
  await openPools({ roles: ['care_coordinator'] }, [
    aReplacement([aCover(CLAIMED)], { locums: [aLocum({ may: ['confirm'], appointments_staying: 2 })] }),
  ]);
  fireEvent.click(screen.getByRole('button', { name: /^Confirmer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('2 rendez-vous restent à l’agenda du titulaire');
  await expectAccessible(dialog);
  expect(sent.some((one) => one.key === path)).toBe(false);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Confirmer' }));
  await waitFor(() => expect(sent.some((one) => one.key === path)).toBe(true));
});

it('lets a locum give back some of his days', async () => {
  const path = `POST ${API}/replacements/r1/release`;
  const sent = answerWith({ ...COMMUNES, [path]: { body: aReplacement(threeDays()) } });
  await openPools({ roles: ['professional'], professional_id: ME }, [
    aReplacement(threeDays(CLAIMED), {
      locums: [aLocum({ days: [...DAYS], is_mine: true, may: ['release'] })],
    }),
  ]);
  fireEvent.click(screen.getByRole('button', { name: /Rendre certains jours/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('button', { name: 'Remettre 0 jour à pourvoir' })).toBeDisabled();
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'mer. 25 nov.' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remettre 1 jour à pourvoir' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toEqual({ locum_id: 'l1', days: [DAYS[1]] }),
  );
});
