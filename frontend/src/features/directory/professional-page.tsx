import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasRole, SHEET_KEEPERS, STATING, useSession } from '@/api/session';
import { PATHS } from '@/app/paths';
import { OfferBadges } from '@/directory/offer-facts';
import { type Professional, professionalQuery } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { tableDay } from '@/lib/dates';
import { fullName } from '@/lib/typography';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { Section } from '@/ui/section';
import { SheetChanges } from './sheet-changes';
import { Contact, Freshness, OfferFacts, Places } from './sheet-parts';
import { Training } from './training';
import { Volunteering } from './volunteering';

export function ProfessionalPage({ id }: { id: string }) {
  const t = useDirectoryTexts();
  const query = useQuery(professionalQuery(id));
  const person = query.data;
  return (
    <Page
      title={person ? fullName(person) : t('tabs.professionals')}
      subtitle={person && [person.profession_label, ...person.specialty_labels].join(' · ')}
      actions={person && <Actions person={person} />}
      narrow
    >
      <ListFaces query={query}>{person && <Sheet person={person} />}</ListFaces>
    </Page>
  );
}

function Actions({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  const session = useSession();
  const isOwn = session.professional_id === person.professional_id;
  return (
    <>
      {(isOwn || hasRole(session, ...SHEET_KEEPERS)) && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to={PATHS.myOffer} search={isOwn ? {} : { pro: person.professional_id }} {...props} />
          )}
        >
          {t('sheet.edit')}
        </Button>
      )}
      {hasRole(session, ...STATING) && (
        <Button renderRoot={(props) => <Link to={PATHS.newReferral} {...props} />}>
          {t('sheet.stateNeed')}
        </Button>
      )}
    </>
  );
}

function Sheet({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  const session = useSession();
  const keepsSheets = hasRole(session, ...SHEET_KEEPERS);
  const isOwn = session.professional_id === person.professional_id;
  return (
    <Stack gap="lg">
      <Group gap={6}>
        {person.is_member && person.member_since && (
          <Badge variant="light">{t('sheet.memberSince', { day: tableDay(person.member_since) })}</Badge>
        )}
        {!person.is_member && person.is_volunteer && <Badge variant="light">{t('row.volunteer')}</Badge>}
        {!person.in_territory && (
          <Badge variant="outline" color="ardoise">
            {t('sheet.outside')}
          </Badge>
        )}
        {person.offer && <OfferBadges offer={person.offer} profession={person.profession_code} />}
      </Group>
      <Text size="sm" c="dimmed">
        {t('sheet.rpps', { rpps: person.rpps })}
      </Text>
      <Section title={t('sheet.contact')}>
        <Contact person={person} />
      </Section>
      <Section title={t('sheet.places')}>
        <Places person={person} />
      </Section>
      <Section title={t('sheet.offer')}>
        {person.offer ? (
          <OfferFacts offer={person.offer} profession={person.profession_code} />
        ) : (
          <Text c="dimmed">{t('sheet.noOffer')}</Text>
        )}
      </Section>
      {(isOwn || (keepsSheets && (person.is_member || person.in_territory))) && <Training person={person} />}
      <Section title={t('sheet.absences')}>
        {person.absences.length === 0 && <Text c="dimmed">{t('sheet.noAbsence')}</Text>}
        {person.absences.map((absence) => (
          <Text key={absence.absence_id}>
            {t('sheet.absence', { from: tableDay(absence.starts_on), to: tableDay(absence.ends_on) })}
            {absence.reason_code !== null &&
              ` · ${t(`absenceReason.${absence.reason_code as 'holiday'}`, { defaultValue: absence.reason_code })}`}
          </Text>
        ))}
      </Section>
      <Section title={t('sheet.freshness')}>
        <Freshness person={person} />
      </Section>
      {keepsSheets && !person.is_member && <Volunteering person={person} />}
      {keepsSheets && (
        <Section title={t('changes.title')}>
          <SheetChanges id={person.professional_id} />
        </Section>
      )}
    </Stack>
  );
}
