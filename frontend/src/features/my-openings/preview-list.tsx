import { NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { dayAndMonth } from '@/lib/dates';
import { EmptyFace } from '@/ui/list-faces';
import { type PreviewDay, sightingOf, type Viewer } from './preview-runs';
import { RunSight, RunTime, RunWords } from './preview-words';
import { useTexts } from './texts';

interface PreviewListProps {
  days: PreviewDay[];
  viewers: Viewer[];
}

/** One viewer at a time, with what it finds and will find. */
export function PreviewList({ days, viewers }: PreviewListProps) {
  const t = useTexts();
  const [viewer, setViewer] = useState<string>('cpts');
  const found = days
    .map(({ day, runs }) => ({ day, runs: runs.filter((run) => sightingOf(run, viewer).is !== 'unseen') }))
    .filter(({ runs }) => runs.length > 0);
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('preview.audience')}
        data={viewers}
        value={viewer}
        onChange={({ currentTarget }) => setViewer(currentTarget.value)}
      />
      {found.length === 0 && <EmptyFace>{t('preview.nobody')}</EmptyFace>}
      {found.length > 0 && (
        <dl>
          {found.map(({ day, runs }) => (
            <div key={day}>
              <dt>
                <Text component="span" fw={600}>
                  {dayAndMonth(day)}
                </Text>
              </dt>
              {runs.map((run) => (
                <dd key={run.key} style={{ margin: '0 0 12px' }}>
                  <Text component="span" display="block">
                    <RunTime run={run} />
                  </Text>
                  <Text component="span" display="block" size="sm">
                    <RunWords run={run} />
                  </Text>
                  <RunSight run={run} viewer={viewer} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </Stack>
  );
}
