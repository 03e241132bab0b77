import { Alert, Anchor, Badge, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { Disclosure } from '@/ui/disclosure';
import { ListFaces } from '@/ui/list-faces';
import { type Draft, type Preview, previewQuery } from './queries';
import { useTexts } from './texts';

/** « 12 demandes changeraient de classe », which ones, from which class to which. */
export function PreviewPanel({ draft }: { draft: Draft }) {
  const t = useTexts();
  const preview = useQuery(previewQuery(draft));
  return (
    <section aria-labelledby="preview">
      <Title order={3} size="h5" id="preview" mb="xs">
        {t('preview.title')}
      </Title>
      <ListFaces query={preview}>{preview.data && <Effect preview={preview.data} />}</ListFaces>
    </section>
  );
}

function Effect({ preview }: { preview: Preview }) {
  const t = useTexts();
  return (
    <Stack gap="xs">
      <Alert variant="light" color={preview.changed > 0 ? 'ambre' : 'vert'} role="status">
        <b>{t('preview.changed', { count: preview.changed })}</b>{' '}
        {t('preview.among', { count: preview.open_requests })}{' '}
        {preview.target_changed > 0 && t('preview.target', { count: preview.target_changed })}{' '}
        {preview.urgency_changed > 0 && t('preview.urgency', { count: preview.urgency_changed })}
      </Alert>
      <Text size="sm" c="dimmed">
        {t('preview.later')}
      </Text>
      {preview.moves.length > 0 && (
        <Group gap="xs">
          {preview.moves.map((move) => (
            <Badge key={`${move.from_class}-${move.to_class}`} variant="light" color="ardoise" size="lg">
              {t('preview.move', { from: move.from_class, to: move.to_class, count: move.count })}
            </Badge>
          ))}
        </Group>
      )}
      {preview.items.length > 0 && (
        <Disclosure summary={t('preview.which')}>
          <List spacing={2}>
            {preview.items.map((one) => (
              <List.Item key={one.case_number}>
                {one.referral_id ? (
                  <Anchor
                    renderRoot={(props) => (
                      <Link to={PATHS.referral} params={{ id: one.referral_id ?? '' }} {...props} />
                    )}
                  >
                    {one.case_number}
                  </Anchor>
                ) : (
                  one.case_number
                )}{' '}
                <Text span>{t('preview.one', { from: one.from_class, to: one.to_class })}</Text>
              </List.Item>
            ))}
          </List>
        </Disclosure>
      )}
    </Stack>
  );
}
