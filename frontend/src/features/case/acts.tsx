import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Referral } from '@/api/types';
import { PATHS } from '@/app/paths';
import { codeLabel } from '@/lib/i18n';
import { useShortcuts } from '@/lib/shortcuts';
import { snpSearch } from '@/referral/snp-search';
import { ActDialog, type DialogAct } from './act-dialogs';
import { useClose, useQualify, useResume } from './acts-at-once';
import { useTexts } from './texts';
import { TriageItem } from './triage-item';

const DIALOGS: DialogAct[] = [
  'consent-refusal',
  'first-appointment',
  'declaration',
  'report-waiver',
  'closing',
  'step-back',
  'sharing-consent',
  'doctor-agreement',
  'class-decision',
  'complexity',
  'unpaid-acts',
  'hold',
  'redirection',
  'duplicate-merge',
  'withdrawal',
  'consent-withdrawal',
  'erasure',
];

/** The next allowed act as a button, the others in a menu; the service said which this person may do now. */
export function Acts({ referral }: { referral: Referral }) {
  const t = useTexts();
  const [dialog, setDialog] = useState<DialogAct | 'qualifyAs' | null>(null);
  const may = (act: string) => referral.allowed_acts.includes(act);
  const params = { id: referral.referral_id };
  const qualify = useQualify(referral);
  const resume = useResume(referral);
  const close = useClose(referral);
  const isHandedNext = referral.next_step?.code === 'hand_over' && may('handovers');
  const isComplete = may('closing') && referral.closing.missing.length === 0;
  const declarationIsNext = isDeclarationNext(referral);
  const listed = DIALOGS.filter((act) => may(act) && !(act === 'declaration' && declarationIsNext)).filter(
    (act) => act !== 'duplicate-merge' || referral.possible_duplicate_of,
  );

  const keys = useMemo(
    () => ({
      ...(referral.allowed_acts.includes('qualification') && { '1': qualify.run }),
      ...(referral.allowed_acts.includes('duplicate-merge') &&
        referral.possible_duplicate_of && { '2': () => setDialog('duplicate-merge') }),
      ...(referral.allowed_acts.includes('hold') && { h: () => setDialog('hold') }),
      ...(referral.allowed_acts.includes('redirection') && { '3': () => setDialog('redirection') }),
    }),
    [referral.allowed_acts, referral.possible_duplicate_of, qualify.run],
  );
  useShortcuts(keys);

  return (
    <>
      {may('consent') && <Button onClick={() => setDialog('consent')}>{t('acts.consent')}</Button>}
      {may('qualification') && (
        <Button loading={qualify.isPending} onClick={qualify.run}>
          {t('acts.qualification')}
        </Button>
      )}
      {may('waves') && (
        <Button
          variant={awaitsAnswers(referral) ? 'default' : 'filled'}
          renderRoot={(props) => <Link to={PATHS.proposal} params={params} {...props} />}
        >
          {t('acts.waves')}
        </Button>
      )}
      {may('choice') && (
        <Button renderRoot={(props) => <Link to={PATHS.choice} params={params} {...props} />}>
          {t('acts.choice')}
        </Button>
      )}
      {isHandedNext && <Button onClick={() => setDialog('handovers')}>{t('acts.handovers')}</Button>}
      <ReceiverButton referral={referral} />
      {may('booking') && <BookingButton referral={referral} />}
      {may('advice') && (
        <Button
          variant={referral.advice === 'asked' ? 'filled' : 'default'}
          onClick={() => setDialog('advice')}
        >
          {t('acts.advice')}
        </Button>
      )}
      {may('resumption') && (
        <Button loading={resume.isPending} onClick={resume.run}>
          {t('acts.resumption')}
        </Button>
      )}
      {declarationIsNext && <Button onClick={() => setDialog('declaration')}>{t('acts.declaration')}</Button>}
      {isComplete && (
        <Button loading={close.isPending} onClick={close.run}>
          {referral.outcome_code
            ? t('acts.closeAs', { outcome: codeLabel('outcome', referral.outcome_code).toLowerCase() })
            : t('acts.closeFollowed')}
        </Button>
      )}
      <Menu position="bottom-end" width={340} withinPortal={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {t('acts.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('qualification') && (
            <Menu.Item onClick={() => setDialog('qualifyAs')}>{t('acts.qualifyAs')}</Menu.Item>
          )}
          {may('calls') && (
            <Menu.Item
              renderRoot={(props) => (
                <Link to={PATHS.calls} search={{ demande: referral.referral_id }} {...props} />
              )}
            >
              {t('acts.calls')}
            </Menu.Item>
          )}
          {listed.map((act) => (
            <Menu.Item key={act} onClick={() => setDialog(act)}>
              {t(act === 'closing' && isComplete ? 'acts.closeOtherwise' : `acts.${act}`)}
            </Menu.Item>
          ))}
          <TriageItem referral={referral} />
          {may('person-file') && (
            <Menu.Item renderRoot={(props) => <Link to={PATHS.personFile} params={params} {...props} />}>
              {t('acts.personFile')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconPrinter size={16} aria-hidden />}
            renderRoot={(props) => <Link to={PATHS.printReferral} params={params} {...props} />}
          >
            {t('acts.print')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog && <ActDialog act={dialog} referral={referral} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Once the appointment is known, the declaration is what is left before closing. */
const isDeclarationNext = ({
  allowed_acts: acts,
  closing,
  declaration,
  first_appointment: first,
}: Referral) =>
  acts.includes('declaration') &&
  closing.missing.length > 0 &&
  first.state !== 'awaited' &&
  declaration === 'awaited';

/** With whoever was chosen; with whoever can while nobody is. */
function BookingButton({ referral }: { referral: Referral }) {
  const t = useTexts();
  const { referral_id: id, placed_professional_id: chosen } = referral;
  const search = chosen ? { demande: id, pro: chosen } : snpSearch(referral);
  return (
    <Button renderRoot={(props) => <Link to={PATHS.snp} search={search} {...props} />}>
      {t(chosen ? 'acts.book' : 'acts.findSlot')}
    </Button>
  );
}

/** Who was handed it has still to answer, or to say what came of it: both are written where it was handed over. */
function ReceiverButton({ referral }: { referral: Referral }) {
  const t = useTexts();
  const code = referral.next_step?.code;
  const awaited = RECEIVERS_WORD.find((one) => one === code);
  if (!awaited || !referral.allowed_acts.includes('handovers')) return null;
  return (
    <Button
      renderRoot={(props) => (
        <Link
          to={PATHS.referral}
          params={{ id: referral.referral_id }}
          search={{ onglet: 'relais' }}
          {...props}
        />
      )}
    >
      {t(`acts.${awaited}`)}
    </Button>
  );
}

const RECEIVERS_WORD = ['await_receiver', 'await_outcome'] as const;

/** Somebody asked may still answer: another wave can wait. */
const awaitsAnswers = ({ answers: { asked, yes, no, silent } }: Referral) => asked > yes + no + silent;
