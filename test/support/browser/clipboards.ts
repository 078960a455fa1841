/**
 * What other programs put on the clipboard, each with its own kind of HTML, and what the document makes of it, as
 * Markdown.
 */
export interface Copied {
  readonly from: string;
  readonly html: string;
  readonly text: string;
  readonly becomes: string;
}

const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const word = (level: number, sign: string, text: string): string =>
  `<p class=MsoListParagraph style='margin-left:.5in;text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp;</span></span><![endif]>${text}</p>`;

export const COPIED: readonly Copied[] = [
  {
    from: 'a spreadsheet',
    html: '<google-sheets-html-origin><style>td{border:1px}</style><table><colgroup><col></colgroup><tbody><tr><td>host</td><td>errors</td></tr><tr><td>db-1</td>\n<td>412</td></tr><tr><td rowspan="2">db-2</td><td>7</td></tr><tr><td>8</td></tr></tbody></table>',
    text: 'host\terrors\ndb-1\t412\ndb-2\t7\n\t8',
    becomes: 'host\terrors\n\ndb-1\t412\n\ndb-2\t7\n\n&#x9;8\n',
  },
  {
    from: 'a table of 60 rows in a page, with links and marks',
    html: `<table><caption>Hosts</caption><thead><tr><th>host</th><th>state</th></tr></thead><tbody>${Array.from({ length: 60 }, (_, at) => row(`<a href="https://x.example/${at}">db-${at}</a>`, '<p><b>down</b></p><p>since\n 03:10</p>')).join('')}</tbody></table>`,
    text: Array.from({ length: 60 }, (_, at) => `db-${at}\tdown since 03:10`).join('\n'),
    becomes:
      [
        'Hosts',
        'host\tstate',
        ...Array.from({ length: 60 }, (_, at) => `[db-${at}](https://x.example/${at})\t**down** since 03:10`),
      ].join('\n\n') + '\n',
  },
  {
    from: 'a runbook of 60 steps',
    html: `<h2>Runbook</h2><ol>${Array.from({ length: 60 }, (_, at) => `<li>Check <a href="https://x.example/${at}">panel ${at}</a></li>`).join('')}</ol>`,
    text: ['Runbook', ...Array.from({ length: 60 }, (_, at) => `${at + 1}. Check panel ${at}`)].join('\n'),
    becomes: `## Runbook\n\n${Array.from({ length: 60 }, (_, at) => `${at + 1}. Check [panel ${at}](https://x.example/${at})`).join('\n')}\n`,
  },
  {
    from: 'Google Docs',
    html: '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h4 dir="ltr"><span>Impact</span></h4><p dir="ltr"><span style="font-weight:700">EU</span><span style="font-weight:400"> only</span></p><ul><li dir="ltr"><p dir="ltr"><span>one</span></p></li><ul><li dir="ltr"><p dir="ltr"><span>deeper</span></p></li></ul></ul><ul><li dir="ltr" role="checkbox" aria-checked="true"><img src="data:," alt="checked" aria-roledescription="checkbox"><p><span>drained</span></p></li></ul></b>',
    text: 'Impact\nEU only\none\ndeeper\ndrained',
    becomes: '### Impact\n\n**EU** only\n\n- one\n  - deeper\n\n+ [x] drained\n',
  },
  {
    from: 'Word',
    html: `<html xmlns:w="urn:w"><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment--><h1>Plan<o:p></o:p></h1>${word(1, '1.', 'First <b>now</b>')}${word(2, '·', 'Under it')}${word(1, '2.', 'Second')}<table class=MsoTableGrid><tr><td><p class=MsoNormal>who</p></td><td><p class=MsoNormal>what</p></td></tr></table><!--EndFragment--></body></html>`,
    text: 'Plan\n1. First now\n· Under it\n2. Second\nwho\twhat',
    becomes: '# Plan\n\n1. First **now**\n   - Under it\n2. Second\n\nwho\twhat\n',
  },
  {
    from: 'Confluence',
    html: '<h3>After</h3><div data-task-list-local-id="a"><div data-task-local-id="b" data-task-state="DONE">told support</div><div data-task-local-id="c" data-task-state="TODO">ask <code>db</code> team</div></div><blockquote><p>quoted</p></blockquote><pre><code>kubectl<br>get pods</code></pre>',
    text: 'After\ntold support\nask db team\nquoted\nkubectl\nget pods',
    becomes: '### After\n\n- [x] told support\n- [ ] ask `db` team\n\n> quoted\n\n```\nkubectl\nget pods\n```\n',
  },
  {
    from: 'Slack',
    html: '<meta charset="utf-8"><b data-stringify-type="bold">Now</b><span>: </span><i>slow</i> <s>down</s> <a href="https://x.example/a">graph</a> <img alt=":fire:" src="https://x.example/f.png"><ul data-stringify-type="unordered-list" data-indent="0"><li>one</li></ul><ul data-stringify-type="unordered-list" data-indent="1"><li>deeper</li></ul><ul data-stringify-type="unordered-list" data-indent="0"><li>two</li></ul>',
    text: 'Now: slow down graph :fire:\n\u2022 one\n\u25e6 deeper\n\u2022 two',
    becomes: '**Now**: *slow* ~~down~~ [graph](https://x.example/a) :fire:\n\n- one\n  - deeper\n- two\n',
  },
  {
    from: 'GitHub',
    html: '<div class="markdown-heading"><h2 class="heading-element">Checks</h2><a class="anchor" href="#checks"><svg></svg></a></div><ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" class="task-list-item-checkbox" checked disabled> build</li><li class="task-list-item"><input type="checkbox" disabled> <kbd>deploy</kbd></li></ul><div class="highlight"><pre>a  b\n\tc</pre></div>',
    text: 'Checks\nbuild\ndeploy\na  b\n\tc',
    becomes: '## Checks\n\n- [x] build\n- [ ] `deploy`\n\n```\na  b\n\tc\n```\n',
  },
  {
    from: 'a terminal',
    html: '<pre style="color:#ddd"><span style="font-weight:bold">$ kubectl get pods</span>\n$ kubectl logs db-7\n$ exit 1</pre>',
    text: '$ kubectl get pods\n$ kubectl logs db-7\n$ exit 1',
    becomes: '```\n$ kubectl get pods\n$ kubectl logs db-7\n$ exit 1\n```\n',
  },
  {
    from: 'a file of Markdown, as text',
    html: '',
    text: '# Title\n\n- __init__ and **bold**\n\n  two\tcells\n',
    becomes: '\\# Title\n\n\\- \\_\\_init\\_\\_ and \\*\\*bold\\*\\*\n\n&#x20; two\tcells\n',
  },
];
