import { Badge, Group } from '@mantine/core';
import { codeLabel } from '@/lib/i18n';
import type { Offer } from './queries';
import { useDirectoryTexts } from './texts';

type Facts = Pick<Offer, 'accepts_new_patients' | 'home_visits' | 'teleconsultation' | 'languages'>;

/** What a professional takes on, in a few words each; what is unknown is not shown. */
export function OfferBadges({ offer }: { offer: Facts }) {
  const t = useDirectoryTexts();
  const others = offer.languages.filter((code) => code !== 'fr').map((code) => codeLabel('language', code));
  return (
    <Group gap={6}>
      {offer.accepts_new_patients === true && <Badge color="vert">{t('offer.accepts')}</Badge>}
      {offer.accepts_new_patients === false && (
        <Badge color="ardoise" variant="outline">
          {t('offer.full')}
        </Badge>
      )}
      {offer.home_visits && <Badge variant="outline">{t('offer.homeVisits')}</Badge>}
      {offer.teleconsultation && <Badge variant="outline">{t('offer.teleconsultation')}</Badge>}
      {others.length > 0 && <Badge variant="outline">{others.join(', ')}</Badge>}
    </Group>
  );
}
