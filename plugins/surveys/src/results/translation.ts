import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the results page. @public */
export const surveysResultsTranslationRef = createTranslationRef({
  id: 'plugin.surveys.results',
  messages: {
    error: 'The results could not be read.',
    closed: 'Closed on {{day}}.',
    anonymous: 'Answers were anonymous',
    confidential: 'Answers were confidential',
    terms:
      '{{mode}}. Shown from {{group}} answers on, comments from {{comments}} on.',
    noise:
      'Counts carry a little noise, so that nobody can be told from them; the intervals take it in.',
    privacy: 'Privacy in this survey',
    csv: 'Download as CSV',
    print: 'Print',
    how: 'How to read this',
    howFavourable:
      'Favourable are the two best points of a scale, and 9 or 10 of a likelihood.',
    howInterval:
      'The interval is where the figure would probably lie had everyone answered (95 %). A wide one says that few answered, not that people disagree.',
    howChange:
      'A change is called clear only where the test says so after adjusting for all that were made. “No clear change” does not say that nothing changed.',
    howHidden:
      '“<{{group}}” stands where fewer than {{group}} answered, or where a figure would tell about fewer.',
    howDontKnow: '“Don’t know” counts in neither direction.',
    tableOf: 'As a table',
    tableLabel: 'As a table: {{title}}',
    rateTitle: 'Who answered',
    rateFigure: '{{answered}} of {{invited}} people answered ({{rate}}).',
    lowRate:
      'Fewer than 60 % answered. Those who kept silent may think differently: beside each figure stands what it could be among everyone.',
    differ: 'The missing differ',
    signalsTitle: 'How far those who answered speak for all',
    team: 'team',
    testDiffers:
      'By {{dimension}}, groups answered at different rates ({{method}}, p {{p}}).',
    testAlike:
      'By {{dimension}}, there is no clear difference in who answered ({{method}}, p {{p}}).',
    testUnreliable: 'The groups are too small for the test to rest on.',
    'method.chi-square': 'chi-square test',
    'method.fisher': 'Fisher’s exact test',
    weightingText:
      'Weighted figures make up those who answered as those who were asked, by {{margins}}. The {{answered}} responses are then worth {{effective}} equal ones.',
    straightNote:
      'It may be what they think, or a way to be done; nobody is left out for it.',
    noTimes:
      'Early and late answers cannot be compared: an anonymous response carries no time.',
    fewTimes:
      'Too few answered early, or late, to compare the two without telling about few.',
    group: 'Group',
    invited: 'Asked',
    answered: 'Answered',
    rate: 'Rate',
    everyone: 'Everyone',
    itemsTitle: 'What they said',
    itemsNote:
      'Unfavourable answers lie left of the line, favourable ones right; neither-nor lies astride.',
    low2: 'Very unfavourable',
    low1: 'Unfavourable',
    middle: 'Neither',
    high1: 'Favourable',
    high2: 'Very favourable',
    answer: 'Answer',
    people: 'People',
    item: 'Question',
    leagueTitle: 'From best to worst',
    leagueNote:
      'The dot is the share of favourable answers, the line its 95 % interval, the ring the wave before. Where lines overlap, the order says little.',
    favourable: 'Favourable',
    interval: '95 % interval',
    before: 'Before',
    change: 'Change',
    picture: 'Picture',
    answers: 'Answers',
    weighted: 'Weighted',
    unweighted: 'Unweighted',
    weightedText:
      'Weighted as those who were asked: {{share}} (95 % interval {{interval}}; worth {{effective}} equal answers). Unweighted: {{plain}}.',
    worstCase:
      'Among everyone asked it lies between {{interval}}, whatever the silent ones think.',
    dontKnow: '{{share}} don’t know.',
    atLeast: 'At least 90 % favourable: nothing more exact is shown.',
    atMost: 'At most 10 % favourable: nothing more exact is shown.',
    suppressed:
      'Not shown: too few answers to keep those who gave them unknown.',
    meanPlaces: 'Mean place',
    trendTitle: 'Over time',
    trendNewWording:
      'The question was worded differently before; a new series starts here.',
    trendTooFew:
      'Too few waves to look for the moment of a change: {{needed}} are needed.',
    trendChange: 'Changed here',
    trendChangeAt: 'A change was found at {{wave}} ({{shift}} points).',
    trendEvents: 'What was done meanwhile',
    wave: 'Wave',
    heatTitle: 'By group',
    heatNote:
      'Share of favourable answers. The numbers at the top are those of the questions.',
    heatQuestion: 'Question {{number}}: {{text}}',
    heatHidden: 'not shown',
    driversTitle: 'What matters, and how it stands',
    driversNote:
      'The higher, the more closely the answers go with “{{outcome}}”; the further right, the more favourable. What goes together need not be cause and effect.',
    driversFew:
      'Too few answers to say what matters: {{needed}} complete ones are needed.',
    driversNoVariation:
      'Everyone answered alike, so nothing can be told apart.',
    importance: 'Importance',
    reliabilityTitle: 'Do these questions measure one thing?',
    reliabilityFew: 'Too few answers to say: {{needed}} are needed.',
    comments: 'Comments, in random order',
    commentsNone: 'No comments are shown: fewer than {{minimum}} were written.',
    themes: 'By theme',
    themeOf_one: '{{title}}: one comment',
    themeOf_other: '{{title}}: {{count}} comments',
    keywords: 'Comments with: {{words}}',
    otherComments: 'Without a theme',
    reply: 'Answer in public',
    replyChange: 'Change the answer',
    replyText: 'The answer; everyone who reads the results sees it',
    replySend: 'Publish',
    replyRemove: 'Take it back',
    replyCancel: 'Cancel',
    replyBy: 'The platform team answers:',
    replyOf: 'Answer in public: {{what}}',
    promise: 'Promise something',
    promiseOf: 'Promise something about: {{what}}',
    promises: 'Promised about this',
    'word.clear rise': 'clear rise',
    'word.clear fall': 'clear fall',
    'word.no clear change': 'no clear change',
    'word.new wording': 'new wording',
    'word.too few': 'nothing to compare',
  },
});
