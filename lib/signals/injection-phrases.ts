import { hintOf, type Hint } from "./scan";

/**
 * Phrases that speak to the agent or to its reviewer instead of to a reader. Matched on folded words parted by single
 * spaces, so that every gap is a bounded count of words: linear in the text. `weight` 2 is enough alone; 1 needs another.
 */
export type Phrase = { name: string; weight: 1 | 2; pattern: RegExp; /** Of each group one must occur, or the pattern is not tried. */ needs: Hint[][] };

const gap = (most: number) => `(?:[^ ]{1,40} ){0,${most}}?`;
const DROP = "(?:ignor(?:e|es|ed|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|overlook|neglect|discard|bypass|abandon|erase|(?:do not|don t|never|stop) (?:follow|following|obey|obeying))";
const EARLIER = "(?:previous|previously|prior|preceding|above|earlier|foregoing|initial|original|past|existing|former)";
const ORDERS = "(?:\\w{0,6}structions?|prompts?|directives?|guidelines?|orders?|commands?|programming|messages?|context|tasks?|directions?)";
const MACHINE = "(?:ai|a i|llm|gpt|chatgpt|claude|gemini|copilot|chatbot|assistant|agent|agents|assistants|language model|ai model|ai language model|ai assistant|ai agent|bot)";
const PEOPLE = "(?:reviewers?|approvers?|moderators?|auditors?|human in the loop|countersigners?)";

const phrase = (name: string, weight: 1 | 2, source: string): Phrase => ({ name, weight, pattern: new RegExp(`(?:^| )${source}(?= |$)`), needs: needsOf(name) });

const HINTS: Record<string, string> = {
  override: "ignor disregard forget forgot overrid overlook neglect discard bypass abandon erase|struct prompt directive guideline order command programming message context task direction rules training everything anything all",
  "new orders": "task struct objective goal mission order directive command|your the to you strict",
  "to the agent": "ai llm gpt claude gemini copilot chatbot assistant agent model bot user you|dear hello hey hi attention message note notice struct announcement command information when if since because",
  "before the task": "before after once when|task request question struct anything solve continue go back return resume proceed carry on",
  "stop the task": "stop cease halt abort instead",
  "new role": "mode from now starting now henceforth from this point you are now you are going freed free from free of freedom released liberated broken anything now unfiltered restrictions censorship act as pretend roleplay simulate you will character chatgpt bound by refuse no matter never say language model you re now guidelines limits",
  "prompt theft": "prompt struct message rules guidelines above initialization before preceding|reveal repeat print show output display leak disclose tell give what recite summar translate dump share say write start begin",
  "to the reviewer": "approv countersign sign off review low safe harmless benign trusted allowed authorized cleared allow rubber",
  secrecy: "not never without avoid don|mention tell inform reveal disclos notify alert ask",
  "hidden send": "send forward mail upload exfiltrate post transmit transfer leak copy|data file customer contact password credential secret api key token conversation history mail money fund record content prompt everything",
  "tool call": "tool function command api script",
  urgent: "important urgent critical",
};
const PAIRS = /from now|starting now|from this point|you are now|you are going|free from|free of|anything now|act as|you will|bound by|no matter|never say|language model|you re now|go back|carry on|sign off|api key/g;
const needsOf = (name: string): Hint[][] =>
  HINTS[name]!.split("|").map((group) => [...(group.match(PAIRS) ?? []).map((pair) => pair.split(" ")[0] === "you" ? "you" : pair.split(" ").at(-1)!), ...group.replace(PAIRS, " ").split(" ").filter(Boolean)].map(hintOf));

export const PHRASES: readonly Phrase[] = [
  phrase("override", 2, `${DROP} ${gap(3)}(?:${EARLIER}|all (?:of )?(?:the|your|these|my|other)|all (?:other )?instructions|any (?:other|previous)|everything) ${gap(3)}${ORDERS}`),
  phrase("override", 2, `${DROP} (?:all )?(?:of )?(?:your|my|the|these|those|any|all) (?:own |new |safety |system |internal )?(?:instructions|programming|system prompt|guidelines|directives|training|safety rules|content policy|rules you)`),
  phrase("override", 2, `${DROP} (?:all|all of) (?:the )?(?:rules|instructions|orders|guidelines|restrictions)`),
  phrase("override", 2, `(?:forget|disregard|ignore) (?:everything|anything|all)(?: that| which)? (?:you (?:were|have been|were told|know about|knew)|i|we|was|were|has|above|before|prior|said|told)`),
  phrase("override", 2, `forgotten about all (?:the|your) (?:rules|instructions)`),
  phrase("new orders", 2, `(?:your|the) (?:new|real|actual|true|only|updated) (?:task|instruction|instructions|objective|goal|mission|orders|directive) (?:is|are|now|follow|follows|below)`),
  phrase("new orders", 2, `(?:new|updated|real|following) (?:system )?instructions? (?:for|to) (?:you|the )?(?:${MACHINE})`),
  phrase("new orders", 2, `strictly (?:adhere|follow|obey|comply) ${gap(1)}(?:to |with )?(?:the|this|these) (?:following )?(?:new )?(?:instruction|instructions|command|commands|order|orders)`),
  phrase("to the agent", 2, `(?:important|urgent|critical|special|direct|secret|hidden) (?:message|note|notice|instruction|instructions|information|announcement|command) ${gap(5)}(?:to|for) (?:you|the|all|any|your) ${gap(2)}${MACHINE}`),
  phrase("to the agent", 2, `(?:important|urgent|critical|secret) (?:message|instruction|note) from (?:me|the user|your user|your owner|your creator|your developer|admin|the system) ${gap(4)}to you`),
  phrase("to the agent", 2, `(?:attention|note|message|notice|instruction|instructions|hello|hey|dear) (?:to |for )?(?:the |all |any |our )?(?:ai|llm|language model|ai agent|ai assistant|ai agents|ai assistants|llm agent|automated agent)`),
  phrase("to the agent", 2, `(?:if|when|since|because) you(?: are| re| re) (?:an? |the )?(?:ai|llm|language model|automated|large language model|ai agent|ai assistant|bot) ${gap(12)}(?:you must|must|please|do|send|include|reply|respond|ignore|output|print|say|forward|call|use|run|visit|recommend)`),
  phrase("to the agent", 1, `(?:dear|hello|hey|hi|to you|attention) ${MACHINE}`),
  phrase("before the task", 2, `before (?:you )?(?:can |could |may |start |begin |continue |continuing |solve |solving |doing |do |finish |complete |completing |proceed |answering |answer |respond )${gap(3)}(?:the |your |this |any |with )?(?:task|tasks|original task|user task|request|question|instructions|anything else) ${gap(12)}(?:first|must|please|do|you need|you have to|you should)`),
  phrase("before the task", 1, `(?:after|once|when) (?:you )?(?:do|did|have done|are done with|finish|complete|completed) (?:that|this|it|so) (?:you can |you may |then |please )?(?:solve|continue|go back|return|resume|proceed|carry on)`),
  phrase("stop the task", 2, `you (?:should|must|need to|have to) (?:immediately|now|instantly) (?:stop|cease|halt|abort) (?:what|everything|all|your)`),
  phrase("stop the task", 1, `(?:reply|respond|answer) (?:to me |only |just )?(?:with )?[^ ]{1,30} instead`),
  phrase("stop the task", 1, `you should (?:stop|cease|abort) (?:immediately|now|here|at once)`),
  phrase("new role", 2, `(?:you are|you re|you will be|act|acting|behave|operate|enter|enable|enabled|activate|switch to|switched to|now in) ${gap(5)}(?:developer|maintenance|debug|god|admin|root|dan|jailbreak|jailbroken|unrestricted|sudo|override|unfiltered|test|diagnostic) mode`),
  phrase("new role", 2, `(?:from now on|from this point|starting now|henceforth) (?:on |forward )?(?:you are|you re|you will|you must|you shall|you should|you act|your (?:name|task|role)|act as|ignore|reply|respond|only|always|we)`),
  phrase("new role", 2, `you are (?:now |going to (?:be|act as|pretend to be|become) )${gap(4)}(?:dan|unrestricted|unfiltered|free from|jailbroken|no longer|an? (?:evil|uncensored|amoral|unethical|unfiltered))`),
  phrase("new role", 2, `(?:free|freed|freedom|released|liberated|broken free) (?:from|of) (?:the |all |any |your |its )?(?:typical |usual )?(?:confines|restrictions|limits|limitations|openai|ai|content) `),
  phrase("new role", 2, `(?:do anything now|as an unfiltered|has no (?:ethical |moral )?(?:restrictions|guidelines|limits|filters)|without any (?:restrictions|censorship|filters|ethical))`),
  phrase("new role", 1, `(?:act as|pretend (?:to be|you are|that you are)|roleplay as|simulate|you are going to|you will (?:now )?(?:act|pretend|play))`),
  phrase("new role", 1, `(?:stay in character|never break character|break character|you are not (?:chatgpt|an ai|a language model)|not bound by|never refuse|cannot refuse|can not refuse|no matter what|never say you|as an ai language model)`),
  phrase("prompt theft", 2, `(?:reveal|repeat|print|show|output|display|leak|disclose|tell me|give me|what (?:is|are|was|were)|recite|summarize|summarise|translate|dump|share) ${gap(5)}(?:system prompt|system message|initial instructions?|initial prompt|hidden (?:prompt|instructions)|your (?:initial |original |secret |full |exact )?(?:instructions|prompt|guidelines|rules)|instructions (?:above|so far)|above instructions|initialization string|custom instructions)`),
  phrase("prompt theft", 2, `(?:repeat|print|output|say|write) (?:back )?(?:everything|all|the words|the text|the sentences|every word|the (?:above )?(?:text|content)) ${gap(2)}(?:above|before this|preceding|previous)`),
  phrase("prompt theft", 2, `(?:start|begin) your (?:answer|response|reply) with ${gap(3)}(?:instructions|prompt)`),
  phrase("to the reviewer", 2, `(?:dear|hello|hi|note to|attention|message to|for the|to the|tell the) ${PEOPLE} ${gap(10)}(?:approve|approved|accept|allow|sign off|safe|confirm|no need)`),
  phrase("to the reviewer", 2, `(?:please |kindly |just |simply |you can |you may |safely |should |must )(?:safely |quickly |just )?(?:approve|countersign|sign off|rubber stamp|allow) (?:this|the) (?:action|request|call|transaction|transfer|payment|refund|operation|change|submission)`),
  phrase("to the reviewer", 2, `(?:has|have|was|is|are|been|already) (?:already |been |been already )?(?:pre approved|preapproved|pre authorized|approved in advance|cleared) ${gap(4)}(?:so approve|no review|no approval|no further|skip|without review|by (?:security|compliance|legal|management|an? admin|the admin|your admin|the ceo|the board))`),
  phrase("to the reviewer", 2, `(?:no|without|skip|bypass|needs no|not need|does not require|doesn t require|do not require) (?:further |any |human |manual |the |additional )*(?:review|approval|human review|countersignature|sign off) (?:is |was )?(?:needed|required|necessary|step|process|queue|gate|check|for this)`),
  phrase("to the reviewer", 2, `(?:classify|mark|treat|rate|label|tag|flag) (?:this|it) (?:action |request |call |message )?(?:as )(?:low|safe|harmless|benign|trusted|low risk|approved|allowed)`),
  phrase("secrecy", 1, `(?:do not|don t|never|without|avoid) (?:mention|mentioning|tell|telling|inform|informing|reveal|revealing|disclose|notify|notifying|alert|alerting|ask|asking) ${gap(2)}(?:this|it|anyone|anybody|the user|user|users|me|him|her|them|about|to the user)`),
  phrase("hidden send", 1, `(?:send|forward|email|mail|upload|exfiltrate|post|transmit|transfer|leak|copy) (?:me |us |all |the |your |every |full |entire |whole |any |of |them |it )*(?:data|database|files?|customer list|contacts?|passwords?|credentials|secrets?|api keys?|tokens?|conversation|chat history|emails?|money|funds|records|contents?|system prompt|everything)`),
  phrase("tool call", 1, `(?:you (?:should|must|need to|have to|will) )(?:now |immediately |also |first )?(?:use|call|invoke|run|execute) (?:the )?(?:tool|function|command|api|script)`),
  phrase("urgent", 1, `(?:this is (?:extremely |very |really )?(?:an )?(?:important|urgent|critical)(?: message)?|important important|extremely important)`),
];

/** Marks of a prompt's own format, looked for in the text as it stands (lower case). */
export const MARKS: readonly { name: string; weight: 1 | 2; pattern: RegExp }[] = [
  { name: "prompt format", weight: 2, pattern: /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|\[\/?inst\]|<<\/?sys>>|\[system\](?:\(|:)|<\/?(?:system_?prompt|system_?instructions?|assistant_?instructions?|admin_?override|tool_call|function_calls?)>/ },
  { name: "prompt format", weight: 1, pattern: /<\/?(?:important|information|instructions?|system|admin|secret|hidden|override|attention|task|command)>|#{2,4} ?(?:system|instructions?|new task|admin)\b|^(?:system|assistant|developer) ?:/m },
  { name: "new role", weight: 1, pattern: /\[(?:gpt|dan|jailbreak|developer mode|[a-z]{2,12}gpt)\]|:lock:/ },
];

/** Override and secrecy in other languages, on the text as its reader sees it. Weight 2. */
export const LANGUAGES: readonly RegExp[] = [
  /\b(?:ignora|ignore|ignorar|ignoren|olvida|olvide|olvidar|descarta|omite|desobedece)\b.{0,24}\b(?:instruccion(?:es)?|[oó]rdenes|indicaciones|reglas|directrices|instrucción)\b/,
  /\b(?:ignore[zr]?|oublie[zr]?|n[ée]glige[zr]?|ne tene?z pas compte)\b.{0,24}\b(?:consignes|r[èe]gles|directives|instructions (?:pr[ée]c[ée]dentes|ant[ée]rieures|ci-dessus|initiales))\b/,
  /\b(?:ignorier(?:e|en|t|st)?|vergiss|vergesst|vergessen sie|missachte|beachte nicht|[üu]bergehe)\b.{0,30}\b(?:anweisung(?:en)?|instruktion(?:en)?|befehle?|regeln|vorgaben)\b/,
  /\b(?:ignora(?:re|te)?|dimentica(?:re|te)?|trascura)\b.{0,24}\b(?:istruzioni|ordini|direttive|regole|indicazioni)\b/,
  /\b(?:ignor[ea]r?|esque[cç]a|desconsidere|descarte)\b.{0,24}(?:instru[cç](?:ões|oes|ão)|\b(?:ordens|regras|diretrizes|orienta[cç][õo]es)\b)/,
  /\b(?:negeer|vergeet|veronachtzaam)\b.{0,24}\b(?:instructies|opdrachten|aanwijzingen|regels|bevelen)\b/,
  /\b(?:zignoruj|ignoruj|zapomnij|pomi[ńn])\b.{0,30}(?:instrukcj|polece|wytyczn|zasad)/,
  /(?:игнорируй|проигнорируй|забудь|не обращай внимания|не следуй).{0,30}(?:инструкц|указани|команд|правил|приказ)/,
  /(?:ігноруй|забудь).{0,30}(?:інструкці|вказівк|команд)/,
  /(?:talimat|komut|yönerge|kural)\w{0,8}.{0,12}(?:yok say|görmezden gel|unut|dikkate alma)/,
  /(?:忽略|无视|無視|忘记|忘掉|忘記|不要理会|不要遵守).{0,12}(?:指令|指示|说明|說明|提示词|提示|命令|规则|設定|设定)/,
  /(?:指示|命令|指令|ルール|プロンプト|説明).{0,6}(?:無視|忘れ|従わない)/,
  /(?:지시|명령|지침|규칙|프롬프트).{0,8}(?:무시|잊어|따르지)/,
  /(?:تجاهل|انس|انسى|لا تتبع).{0,20}(?:التعليمات|الأوامر|تعليمات|أوامر|القواعد|التوجيهات)/,
  /(?:निर्देश|आदेश|नियम).{0,16}(?:अनदेखा|भूल|नज़रअंदाज|उपेक्षा)/,
  /(?:התעלם|שכח).{0,20}(?:הוראות|ההוראות|פקודות)/,
  /(?:bỏ qua|quên).{0,20}(?:hướng dẫn|chỉ dẫn|mệnh lệnh|chỉ thị)/,
  /\b(?:abaikan|lupakan)\b.{0,20}\b(?:instruksi|perintah|petunjuk|aturan)\b/,
  /\b(?:ignorera|gl[öo]m)\b.{0,24}\b(?:instruktioner|anvisningar|order|regler)\b/,
];
