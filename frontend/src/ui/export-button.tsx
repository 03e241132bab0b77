import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { downloadCsv } from '@/api/download';
import { isoDay } from '@/lib/dates';
import { useCommon } from '@/lib/i18n';
import { notifyDone, notifyRefusal } from './notify';

/** Downloads the CSV of `path` as « name-2026-11-23.csv ». */
export function ExportButton({ path, name }: { path: string; name: string }) {
  const t = useCommon();
  const [isBusy, setBusy] = useState(false);
  async function download() {
    setBusy(true);
    try {
      await downloadCsv(path, `${name}-${isoDay(new Date())}.csv`);
      notifyDone(t('states.exported'));
    } catch (error) {
      notifyRefusal(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      variant="default"
      loading={isBusy}
      leftSection={<IconDownload size={18} aria-hidden />}
      onClick={download}
    >
      {t('actions.export')}
    </Button>
  );
}
