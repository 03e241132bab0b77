import { Badge, Group } from '@mantine/core';
import { remoteCareOf } from '@/agendas/modality-label';
import { isoDay, tableDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import type { Offer } from './queries';
import { useDirectoryTexts } from './texts';

type Facts = Pick<
  Offer,
  'accepts_new_patients' | 'accepts_from' | 'home_visits' | 'teleconsultation' | 'languages'
>;

const isLater = (day: string | null) => day !== null && day > isoDay(new Date());

/** « Accepte de nouveaux patients », or from which day. */
export const acceptsWords = (offer: Pick<Facts, 'accepts_from'>, t: ReturnType<typeof useDirectoryTexts>) =>
  offer.accepts_from && isLater(offer.accepts_from)
    ? t('offer.acceptsFrom', { day: tableDay(offer.accepts_from) })
    : t('offer.accepts');

/** What a professional takes on, in a few words each; what is unknown is not shown. */
export function OfferBadges({ offer, profession }: { offer: Facts; profession: string }) {
  const t = useDirectoryTexts();
  const others = offer.languages.filter((code) => code !== 'fr').map((code) => codeLabel('language', code));
  return (
    <Group gap={6}>
      {offer.accepts_new_patients === true && (
        <Badge color={isLater(offer.accepts_from) ? 'ambre' : 'vert'}>{acceptsWords(offer, t)}</Badge>
      )}
      {offer.accepts_new_patients === false && (
        <Badge color="ardoise" variant="outline">
          {t('offer.full')}
        </Badge>
      )}
      {offer.home_visits && <Badge variant="outline">{t('offer.homeVisits')}</Badge>}
      {offer.teleconsultation && (
        <Badge variant="outline">{t(`remoteCare.${remoteCareOf(profession)}`)}</Badge>
      )}
      {others.length > 0 && <Badge variant="outline">{others.join(', ')}</Badge>}
    </Group>
  );
}
