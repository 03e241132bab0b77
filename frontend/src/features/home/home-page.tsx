import { Page } from '@/ui/page';
import { useTexts } from './texts';

export function HomePage() {
  const t = useTexts();
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      {null}
    </Page>
  );
}
