import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modalityLabel } from '@/agendas/modality-label';
import { codeLabel } from '@/lib/i18n';
import { ListFaces } from '@/ui/list-faces';
import { PathTaken } from './path-taken';
import { Question } from './question';
import { previewQuery, type ScriptDraft } from './script-queries';
import { useTexts } from './texts';

/** The draft as a call would walk it; nothing is kept. */
export function Preview({ draft, onClose }: { draft: ScriptDraft; onClose: () => void }) {
  const t = useTexts();
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const walk = useQuery(previewQuery(draft, answers));
  const { asks, ends, need, path = [] } = walk.data ?? {};
  return (
    <Modal opened onClose={onClose} title={t('preview.title')} size="lg">
      <ListFaces query={walk}>
        <Stack gap="md">
          {asks && (
            <Question
              question={asks}
              onAnswer={(answer) => setAnswers({ ...answers, [asks.code]: answer })}
            />
          )}
          {ends && (
            <Alert color={ends === 'emergency' ? 'rouge' : 'petrole'} variant="light" role="status">
              <Text fw={700}>{t(`ends.${ends}`)}</Text>
              {need && (
                <Text>
                  {[
                    codeLabel('triageClass', need.triage_class),
                    codeLabel('profession', need.profession_code),
                    modalityLabel(need.modality, need),
                  ].join(' · ')}
                </Text>
              )}
            </Alert>
          )}
          <PathTaken path={path} />
          <Button variant="default" onClick={() => setAnswers({})}>
            {t('preview.again')}
          </Button>
        </Stack>
      </ListFaces>
    </Modal>
  );
}
