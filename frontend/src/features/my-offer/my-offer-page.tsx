import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import { type Professional, professionalQuery } from '@/directory/queries';
import { ago, tableDay } from '@/lib/dates';
import { fullName, percent } from '@/lib/typography';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Page } from '@/ui/page';
import { Absences } from './absences';
import { ContactForm } from './contact-form';
import { OfferForm } from './offer-form';
import { useConfirmOffer } from './queries';
import { SolicitationSettingsForm } from './solicitation-settings';
import { useTexts } from './texts';
import { TrainingForm } from './training-form';
import { useOfferDraft } from './use-offer-draft';

/** One's own sheet, or the sheet that a coordinator, secretary or delegate keeps for somebody. */
export function MyOfferPage({ professionalId }: { professionalId?: string }) {
  const t = useTexts();
  const session = useSession();
  const id = professionalId ?? session.professional_id;
  if (!id) {
    return (
      <Page title={t('title')}>
        <EmptyFace>
          <Text>{t('none')}</Text>
        </EmptyFace>
      </Page>
    );
  }
  return <SheetPage key={id} id={id} isOwn={id === session.professional_id} />;
}

function SheetPage({ id, isOwn }: { id: string; isOwn: boolean }) {
  const t = useTexts();
  const query = useQuery(professionalQuery(id));
  const person = query.data;
  const confirm = useConfirmOffer(id);
  const offer = useOfferDraft(id, person);
  async function confirmAll() {
    // What was just typed is part of what is exact.
    if (!(await offer.settle())) return;
    confirm.mutate(undefined, { onSuccess: () => notifyDone(t('confirmed')), onError: notifyRefusal });
  }
  // The office corrects sheets; how often somebody is asked is his word, or the coordination's on it.
  const seesWishes = hasRole(useSession(), ...COORDINATION) || isOwn;
  return (
    <Page
      title={isOwn || !person ? t('title') : t('titleOf', { name: fullName(person) })}
      subtitle={t('subtitle')}
      narrow
      actions={
        person && (
          <Button loading={confirm.isPending} onClick={() => void confirmAll()}>
            {t('exact')}
          </Button>
        )
      }
    >
      <ListFaces query={query}>
        {person && (
          <Stack gap="lg">
            <Confirmation person={person} />
            {offer.draft && (
              <OfferForm
                draft={offer.draft}
                change={offer.change}
                save={offer.save}
                profession={person.profession_code}
              />
            )}
            <TrainingForm person={person} />
            {seesWishes && <SolicitationSettingsForm id={id} />}
            <Absences person={person} />
            <ContactForm person={person} />
          </Stack>
        )}
      </ListFaces>
    </Page>
  );
}

function Confirmation({ person }: { person: Professional }) {
  const t = useTexts();
  const at = person.offer?.confirmed_at;
  return (
    <Text size="sm" c="dimmed">
      {at ? t('lastConfirmed', { day: tableDay(at), ago: ago(at) }) : t('neverConfirmed')}
      {' · '}
      {t('complete', { percent: percent(completeness(person)) })}
    </Text>
  );
}

/** Share of the facts that are stated: what nobody knows cannot be matched. */
function completeness({ offer }: Professional): number {
  if (!offer) return 0;
  const facts = [
    offer.accepts_new_patients,
    offer.capacity,
    offer.working_time,
    offer.home_visits,
    offer.teleconsultation,
    offer.wheelchair_accessible,
    offer.languages.length || null,
  ];
  return facts.filter((fact) => fact != null).length / facts.length;
}
