import { Route, Routes } from 'react-router-dom';
import { AnswerPage } from '../answer/AnswerPage';
import { ResultsPage } from '../results/ResultsPage';
import { SurveysPage } from './SurveysPage';

/** The addresses below `/surveys`. */
export function SurveysRouter() {
  return (
    <main>
      <Routes>
        <Route path="/" element={<SurveysPage />} />
        <Route path="/waves/:waveId" element={<AnswerPage />} />
        <Route path="/waves/:waveId/results" element={<ResultsPage />} />
      </Routes>
    </main>
  );
}
