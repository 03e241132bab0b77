import { Anchor, Stack, Text } from '@mantine/core';
import { remoteCareOf } from '@/agendas/modality-label';
import { acceptsWords } from '@/directory/offer-facts';
import type { Offer, Professional } from '@/directory/queries';
import { useDirectoryTexts } from '@/directory/texts';
import { ago, tableDay } from '@/lib/dates';
import { codeLabel, useCommon } from '@/lib/i18n';
import { percent, phone, phoneLink } from '@/lib/typography';
import classes from './rows.module.css';

export function Contact({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  const { phone: number, email, mssante } = person.contact;
  if (!number && !email && !mssante) return <Text c="dimmed">{t('sheet.noContact')}</Text>;
  return (
    <dl className={classes.facts}>
      {number && (
        <>
          <dt>{t('sheet.phone')}</dt>
          <dd>
            <Anchor href={phoneLink(number)}>{phone(number)}</Anchor>
          </dd>
        </>
      )}
      {mssante && (
        <>
          <dt>{t('sheet.mssante')}</dt>
          <dd style={{ overflowWrap: 'anywhere' }}>{mssante}</dd>
        </>
      )}
      {email && (
        <>
          <dt>{t('sheet.email')}</dt>
          <dd style={{ overflowWrap: 'anywhere' }}>{email}</dd>
        </>
      )}
    </dl>
  );
}

export function Places({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  if (person.places.length === 0) return <Text c="dimmed">{t('sheet.noPlace')}</Text>;
  return (
    <Stack gap="sm">
      {person.places.map((place) => (
        <div key={place.place_id}>
          {place.label && <Text fw={600}>{place.label}</Text>}
          <Text>{[place.address, place.postal_code, place.commune_name].filter(Boolean).join(', ')}</Text>
          {place.phone && <Anchor href={phoneLink(place.phone)}>{phone(place.phone)}</Anchor>}
        </div>
      ))}
    </Stack>
  );
}

export function OfferFacts({ offer, profession }: { offer: Offer; profession: string }) {
  const t = useDirectoryTexts();
  const common = useCommon();
  const said = (value: boolean | null | undefined) =>
    value == null ? t('fact.unknown') : common(value ? 'yes' : 'no');
  const facts: [string, string][] = [
    [
      t('fact.accepts'),
      offer.accepts_new_patients ? acceptsWords(offer, t) : said(offer.accepts_new_patients),
    ],
    [t('fact.capacity'), offer.capacity == null ? t('fact.unknown') : String(offer.capacity)],
    [t('fact.workingTime'), offer.working_time == null ? t('fact.unknown') : percent(offer.working_time)],
    [t('fact.homeVisits'), said(offer.home_visits)],
    [t(`remoteCare.${remoteCareOf(profession)}`), said(offer.teleconsultation)],
    [
      t('fact.languages'),
      offer.languages.map((code) => codeLabel('language', code)).join(', ') || t('fact.unknown'),
    ],
    [t('fact.accessible'), said(offer.wheelchair_accessible)],
    [t('fact.ages'), ages(offer, t)],
    [t('fact.tiersPayant'), said(offer.tiers_payant)],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ages(offer: Offer, t: ReturnType<typeof useDirectoryTexts>): string {
  const { min_age: min, max_age: max } = offer;
  if (min != null && max != null) return t('fact.agesBetween', { min, max });
  if (min != null) return t('fact.agesFrom', { min });
  return max != null ? t('fact.agesTo', { max }) : t('fact.agesAll');
}

/** Who says each fact, and when somebody last said it is still true. */
export function Freshness({ person }: { person: Professional }) {
  const t = useDirectoryTexts();
  return (
    <dl className={classes.facts}>
      {person.freshness.map((one) => (
        <div key={one.fact} style={{ display: 'contents' }}>
          <dt>{t(`freshnessFact.${one.fact}`)}</dt>
          <dd>
            {t(`source.${one.source}`)},{' '}
            {one.confirmed_at
              ? t(one.confirmed_by ? 'confirmed' : 'confirmedBySource', {
                  day: tableDay(one.confirmed_at),
                  ago: ago(one.confirmed_at),
                  by: one.confirmed_by ?? '',
                })
              : t('neverConfirmed')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
