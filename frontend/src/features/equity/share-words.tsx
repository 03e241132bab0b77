import { Stack, Text } from '@mantine/core';
import { decimal, number, percent } from '@/lib/typography';
import type { Figures, Share } from './queries';
import { useTexts } from './texts';

const WORTH_SAYING = 0.5;

/** One account told in sentences, with the numbers that make it: it can be counted again by hand. */
export function ShareWords({ share, figures, isOwn }: { share: Share; figures: Figures; isOwn?: boolean }) {
  const t = useTexts();
  const who = isOwn ? 'own' : 'other';
  const outside = share.outside_bound.map((one) => t(`outside.${one.reason_code}`, { count: one.count }));
  return (
    <Stack gap={4} maw={720}>
      {share.target === null || share.part === null ? (
        <Text>{t(`account.${who}.apart`)}</Text>
      ) : (
        <>
          <Text>{t('words.all', { placements: number(figures.placements), count: figures.sharing })}</Text>
          <Text>
            {t(`account.${who}.part`, {
              places: decimal(share.weight),
              part: percent(share.part),
              target: decimal(share.target),
            })}
          </Text>
        </>
      )}
      <Text fw={600}>{t(`account.${who}.taken`, { count: share.placements })}</Text>
      {share.calibration >= 0.05 && (
        <Text>{t(`account.${who}.calibration`, { calibration: decimal(share.calibration) })}</Text>
      )}
      {share.shortfall !== null && (
        <Text>{t(`account.${who}.${standing(share.shortfall)}`, gap(share.shortfall))}</Text>
      )}
      {share.in_hand > 0 && <Text>{t('words.inHand', { count: share.in_hand })}</Text>}
      <Text>{t('words.asked', { count: share.asked })}</Text>
      {outside.length > 0 && <Text>{t('words.outside', { list: outside.join(', ') })}</Text>}
    </Stack>
  );
}

const gap = (shortfall: number) => ({ gap: decimal(Math.abs(shortfall)) });

function standing(shortfall: number): 'owed' | 'above' | 'even' {
  if (Math.abs(shortfall) < WORTH_SAYING) return 'even';
  return shortfall > 0 ? 'owed' : 'above';
}
