import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { AdviceDialog } from './advice-dialog';

const referral = aReferral({ status: 'placed', advice: 'asked', allowed_acts: ['advice'] });
const ADVICE = `POST /api/referral/v1/referrals/${referral.referral_id}/advice`;

it('sends nothing empty, then the words alone when no visit is needed', async () => {
  const sent = answerWith({ [ADVICE]: { body: referral } });
  await renderScreen(<AdviceDialog referral={referral} onClose={() => undefined} />);
  const act = await screen.findByRole('button', { name: 'Envoyer mon avis' });
  expect(act).toBeDisabled();
  fireEvent.change(screen.getByLabelText('Votre avis'), { target: { value: ' ECG normal. ' } });
  await expectAccessible(document.body);
  fireEvent.click(act);
  await waitFor(() => expect(sent[0]?.body).toEqual({ words: 'ECG normal.', visit: false }));
});

it('lets him see the person without writing first', async () => {
  const sent = answerWith({ [ADVICE]: { body: referral } });
  await renderScreen(<AdviceDialog referral={referral} onClose={() => undefined} />);
  fireEvent.click(await screen.findByLabelText('Je vois la personne'));
  fireEvent.click(screen.getByRole('button', { name: 'Je vois la personne' }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ words: '', visit: true }));
});
