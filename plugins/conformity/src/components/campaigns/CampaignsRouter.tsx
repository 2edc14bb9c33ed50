import { Route, Routes } from 'react-router-dom';
import { CampaignFormPage } from './CampaignFormPage';
import { CampaignPage } from './CampaignPage';
import { CampaignsPage } from './CampaignsPage';

/** The list of campaigns, a page for each, and the form. */
export function CampaignsRouter() {
  return (
    <Routes>
      <Route index element={<CampaignsPage />} />
      <Route path="new" element={<CampaignFormPage />} />
      <Route path=":id" element={<CampaignPage />} />
      <Route path=":id/edit" element={<CampaignFormPage />} />
    </Routes>
  );
}
