import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { AnswerPage } from '../answer/AnswerPage';
import { BuilderPage } from '../builder/BuilderPage';
import { ManagePage } from '../manage/ManagePage';
import { NewWavePage } from '../manage/NewWavePage';
import { MinePage } from '../privacy/MinePage';
import { PrivacyPage } from '../privacy/PrivacyPage';
import { PromisesPage } from '../promises/PromisesPage';
import { ResultsPage } from '../results/ResultsPage';
import { SurveysNavigation } from './SurveysNavigation';
import { SurveysPage } from './SurveysPage';

/** The addresses below `/surveys`. */
export function SurveysRouter() {
  return (
    <main>
      <SurveysNavigation />
      <Routes>
        <Route path="/" element={<SurveysPage />} />
        <Route path="/promises" element={<PromisesPage />} />
        <Route path="/mine" element={<MinePage />} />
        <Route path="/manage" element={<ManagePage />} />
        <Route path="/manage/new-wave" element={<NewWavePage />} />
        <Route path="/manage/new-survey" element={<BuilderPage />} />
        <Route path="/manage/surveys/:surveyId" element={<BuilderPage />} />
        <Route path="/waves/:waveId" element={<AnswerPage />} />
        <Route path="/waves/:waveId/results" element={<ResultsPage />} />
        <Route path="/waves/:waveId/privacy" element={<PrivacyPage />} />
        <Route path="*" element={<NotFoundErrorPage />} />
      </Routes>
    </main>
  );
}
