import { Route, Routes } from 'react-router-dom';
import { RolloutFormPage } from './RolloutFormPage';
import { RolloutPage } from './RolloutPage';
import { RolloutsPage } from './RolloutsPage';

/** The list of rollouts, a page for each, and the form. */
export function RolloutsRouter() {
  return (
    <Routes>
      <Route index element={<RolloutsPage />} />
      <Route path="new" element={<RolloutFormPage />} />
      <Route path=":id" element={<RolloutPage />} />
    </Routes>
  );
}
