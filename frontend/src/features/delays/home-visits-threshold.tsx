import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type HomeVisits, useSetThreshold } from './home-visits-queries';
import { useTexts } from './texts';

/** Under how many home visits per half-day the coordination is warned. */
export function HomeVisitsThreshold({ capacity }: { capacity: HomeVisits }) {
  const t = useTexts();
  const set = useSetThreshold(capacity.version);
  const [least, setLeast] = useState(capacity.least ?? 0);
  const save = () =>
    set.mutate(least, { onSuccess: () => notifyDone(t('visits.saved')), onError: notifyRefusal });
  return (
    <Group gap="xs" align="flex-end" className="no-print">
      <NumberInput
        label={t('visits.least')}
        description={t('visits.leastHint')}
        min={0}
        max={500}
        value={least}
        onChange={(value) => setLeast(Number(value) || 0)}
      />
      <Button variant="default" loading={set.isPending} onClick={save}>
        {t('visits.save')}
      </Button>
    </Group>
  );
}
