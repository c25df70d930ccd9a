package bot

import (
	"slices"
	"strings"
)

// joints are the words that join two clauses.
func joints() []string {
	return []string{"and", "but", "though", "although", "however", "because", "cuz", "coz", "then", "while", "yet", "plus", "also"}
}

func hesitation() []string {
	return []string{"so", "hi", "hello", "hey", "ok", "okay", "oh", "um", "well", "please", "sorry", "yes", "just", "quick", "question"}
}

// questions are how a clause that asks begins, and noQuestions how it only seems so.
func questions() []string {
	return []string{
		"is", "are", "am i", "does", "did", "should", "would", "will", "could", "how", "what", "why", "which", "where", "who", "anyone", "anybody", "may i",
		"do i", "do you", "do we", "do these", "do those", "do people", "do they", "can i", "can you", "can this", "can it", "can the", "can these", "can we", "can a", "can neck", "can stretch*", "can headache*", "can migraine*",
		"was it", "was that", "was this", "were", "has any*", "has it", "has this", "have you", "have i", "might this", "when do", "when does", "when is", "when should", "when will", "when can",
	}
}

func noQuestions() []string {
	return []string{"what a", "is hurting", "is painful", "is sore", "is getting", "is very", "is so", "is too", "are hurting", "are numb", "are tingling", "is numb", "is tingling", "is burning"}
}

// presumed are the questions that take what they ask about for granted.
func presumed() []string {
	return []string{"why am i", "why do i", "why is my", "why does my", "why are my", "why do my", "why does it", "why does this", "why is it", "why im", "why my"}
}

func negations() []string {
	return []string{"not", "never", "isnt", "arent", "wasnt", "werent", "doesnt", "dont", "didnt", "aint", "havent", "hasnt", "without", "neither", "nor", "nothing"}
}

func modals() []string { return []string{"might", "may", "could", "would", "should", "will", "wont"} }

func afterNot() []string {
	return []string{"really", "even", "so", "very", "too", "that", "at", "all", "longer", "actually", "feeling", "feel", "getting", "get", "having", "have", "had", "got", "been", "be", "any", "a", "an", "the", "much", "exactly", "as", "more"}
}

func afterNo() []string {
	return []string{"longer", "more", "real", "neck", "head", "shoulder", "arm", "back", "jaw", "sharp", "bad", "strong", "new", "visible", "significant", "major"}
}

// feel is something to feel, and the ways to say it.
type feel struct {
	code  string
	signs []sign
	tense tense
	known signs // of signs
	sharp signs // of pain, when it is sharp
}

// readFeels returns them, ready to be looked for.
func readFeels() []feel {
	all := feels()
	for i, f := range all {
		all[i].known, all[i].sharp = newSigns(f.signs), newSigns(sharpSigns())
	}
	return all
}

// tense is which clauses tell of something.
type tense int

const (
	tellsNow    tense = iota // all but notNow
	tellsLately              // all but longAgo
	tellsBegun               // all but noAttack
)

// feels are in the order in which they are looked for.
func feels() []feel {
	return []feel{
		{code: FeltNew, signs: newsSigns(), tense: tellsLately},
		{code: "face", signs: auraSigns(), tense: tellsNow},
		{code: "limbs", signs: bothSigns(), tense: tellsNow},
		{code: "breath", signs: breathSigns(), tense: tellsNow},
		{code: "hand", signs: handSigns(), tense: tellsNow},
		{code: FeltMigraine, signs: attackSigns(), tense: tellsBegun},
		{code: "dizzy", signs: dizzySigns(), tense: tellsNow},
		{code: "joint", signs: jointSigns(), tense: tellsNow},
		{code: "zing", signs: []sign{{{"zing*"}}, {{"electric*", "shock*", "zap*", "shooting", "shoots", "tingl*", "tingly", "buzz*", "numb", "numbness"}, {"scalp", "skull", "back of my head", "over my head", "over the head", "top of my head"}}}, tense: tellsNow},
		{code: "nausea", signs: sickSigns(), tense: tellsNow},
		{code: "head", signs: acheSigns(), tense: tellsNow},
		{code: "bruise", signs: []sign{{{"bruis*", "black and blue", "blue mark*", "blue spot*"}}}, tense: tellsNow},
		{code: FeltSign, signs: []sign{{{"numb", "numbness", "tingling", "tingles", "tingly", "pins and needles", "prickling", "^weak", "feel weak"}}}, tense: tellsNow},
		{code: FeltHurts, signs: painSigns(), tense: tellsNow},
	}
}

func numbness() []string {
	return []string{"numb", "numbness", "tingl*", "pins", "prickl*", "asleep", "went dead", "feels dead", "cant feel", "cannot feel", "barely feel", "hardly feel", "lost feeling", "lost the feeling"}
}

func noFeeling() []string {
	return []string{"no feeling", "not feel my", "not feel the", "not feel anything", "feel not in"}
}

func shock() []string {
	return []string{"electric*", "shock*", "zap*", "shoots", "shooting", "radiat*", "lightning"}
}

// newsSigns ask for the screening: rows R4b, R5b, R8, Y1, Y5, Y9, Y11 and Y15.
func newsSigns() []sign {
	medicine := []string{"medicine*", "medication*", "meds", "med", "tablet*", "pill", "pills", "drug*", "antibiotic*", "injection*", "beta blocker*", "triptan*"}
	return []sign{
		{append(fall(), "^fell", "fell yesterday", "fell today", "fell this", "fell last", "took a fall", "whiplash", "concussion"), append(noFall(), "!fell asleep", "!fell in love", "!fell behind", "!fell short", "!whiplash * years ago")},
		{{"im pregnant", "am pregnant", "got pregnant", "now pregnant", "pregnant now", "became pregnant", "weeks pregnant", "months pregnant", "^pregnant", "be pregnant", "expecting a baby", "gave birth", "had a baby"}},
		{{"new", "another", "different", "started", "start", "began", "changed", "switched", "prescribed", "put on"}, medicine},
		{{"was in hospital", "was in the hospital", "been in hospital", "been in the hospital", "blood thinner*", "botox*", "nerve block"}},
		{{"had", "got", "underwent", "was", "been", "having", "after"}, {"surgery", "operation", "operated"}, {"!surgery years ago", "!operation years ago", "!surgery tomorrow"}},
		{{"diagnosed with", "diagnosed me", "diagnosed as", "got diagnosed", "been diagnosed", "was diagnosed", "new diagnosis", "got a diagnosis", "diagnosis of", "doctor found", "doctor says i have", "doctor said i have", "doctor told me i have"}},
		{{"broke my", "broken my", "fractured my", "dislocated my"}, {"arm", "collarbone", "collar bone", "rib", "ribs", "shoulder", "neck", "wrist", "leg", "foot", "nose", "jaw", "hand", "finger", "ankle", "hip", "elbow"}},
		{{"new kind", "new sort", "new type", "different kind", "different type", "different sort"}, {"headache*", "migraine*", "head pain", "neck pain"}},
	}
}

// auraSigns are T1 to T3; bothSigns T9; breathSigns T13 to T15; handSigns T7 and T8.
func auraSigns() []sign {
	return []sign{
		{{"aura", "auras", "zigzag*", "zig zag*", "flickering", "shimmering", "flashing lights", "flashes of light", "blind spot"}},
		{numbness(), {"face", "cheek*", "lip", "lips", "mouth", "tongue", "chin", "whole side", "one side", "left side", "right side", "half of my"}},
		{noFeeling(), {"face", "cheek*", "lip", "lips", "mouth", "tongue"}},
	}
}

func bothSigns() []sign {
	low := []string{"leg", "legs", "foot", "feet", "toe", "toes", "knee", "knees", "thigh*", "calf", "calves"}
	both := append(low, "both arms", "both hands", "both my arms", "both my hands", "arms", "hands", "fingers on both")
	return []sign{
		{numbness(), both, {"!asleep with my arms", "!asleep on my hands", "!cant feel the stretch", "!cannot feel the stretch"}},
		{noFeeling(), both},
		{shock(), append([]string{"spine", "down my back", "down the back"}, low...)},
		{{"clumsy"}, {"hand*", "finger*"}},
		{{"leg", "legs"}, {"weak", "weakness", "wobbly", "jelly", "giving way", "gave way"}},
	}
}

func breathSigns() []sign {
	return []sign{
		{{"short of breath", "shortness of breath", "out of breath", "breathless*", "winded", "palpitation*"}},
		{{"cant", "cannot", "hard to", "trouble", "difficult*"}, {"breathe", "breathing", "catch my breath"}},
		{{"heart", "pulse"}, {"racing", "races", "race", "pounding", "pounds", "flutter*", "skipp*", "skips", "beats fast", "beating fast", "so fast", "too fast", "very fast", "irregular*", "stumbl*", "thumping"}},
	}
}

func handSigns() []sign {
	one := []string{"arm", "forearm", "hand", "finger", "fingers", "fingertips", "fingertip", "thumb", "pinky", "wrist", "elbow"}
	return []sign{
		{numbness(), one, {"!cant feel the stretch", "!cannot feel the stretch", "!asleep on my arm", "!asleep on my hand"}},
		{noFeeling(), one},
		{append(shock(), "weak", "weakness"), one},
		{{"burn*", "pain*", "hurt*", "sting*"}, {"down my arm", "down the arm", "down into my arm", "into my hand", "into my arm", "into the arm", "into my finger*", "to my finger*", "into the hand"}},
	}
}

// attackSigns are the trigger of section 3.3.
func attackSigns() []sign {
	var alone, within, not []string
	for _, m := range []string{"migraine", "migrane", "migrain", "migranie"} {
		for _, have := range []string{"have a", "have another", "have my", "having a", "having another", "got a", "getting a", "get a", "feel a", "in a", "with a", "still", "woke up with", "got my", "ive a", "another", "^bad", "severe", "terrible", "strong"} {
			within = append(within, have+" "+m, have+" bad "+m)
			not = append(not, "!"+have+" "+m+" appointment", "!"+have+" "+m+" d*", "!"+have+" "+m+" med*", "!"+have+" "+m+" sp*", "!"+have+" "+m+" free")
		}
		for _, is := range []string{"is starting", "is coming", "starting", "coming", "started", "starts", "has started", "has begun", "begins", "is beginning", "is here", "is back", "came back", "has come", "attack", "again", "now", "right now", "today", "hit me", "kicked in", "is killing", "is getting worse", "since"} {
			within = append(within, m+" "+is)
		}
		alone = append(alone, "^"+m, "^have "+m, "^i have "+m, "^im having "+m, "^i got "+m)
		not = append(not, "!"+m+" *", "!have "+m+" *", "!i have "+m+" *", "!im having "+m+" *", "!i got "+m+" *", "!"+m+" attacks")
	}
	far := slices.DeleteFunc(slices.Clone(not), func(s string) bool { return strings.HasSuffix(s, " *") })
	return []sign{{within, far}, {alone, not}}
}

// dizzySigns are T4 to T6; jointSigns T12; sickSigns T16; acheSigns T10 and T11.
func dizzySigns() []sign {
	return []sign{
		{{"dizz*", "dizy", "vertigo", "lightheaded*", "light headed*", "woozy", "giddy", "unsteady", "off balance", "lost my balance", "losing my balance", "lost balance", "light in the head", "light in my head", "tinnitus", "seeing stars", "see stars", "head rush", "feel drunk", "black spots", "^blurry", "^blurred"}, {"!blurry picture*", "!blurry image*", "!blurry video*", "!blurry photo*"}},
		{{"blur*", "fuzzy", "foggy"}, {"vision", "sight", "eye", "eyes", "see", "seeing", "everything"}},
		{{"spots"}, {"eye", "eyes", "vision"}},
		{{"everything", "room", "head", "world", "things", "its all"}, {"spin", "spins", "spinning", "swimming"}},
		{{"ear", "ears"}, {"ring", "rings", "ringing", "whooshing", "rushing"}},
	}
}

func jointSigns() []sign {
	return []sign{
		{{"neck", "joint", "joints", "jaw", "vertebra*"}, {"locked", "locks", "locking", "is stuck", "got stuck", "blocked", "seized", "jammed"}},
		{{"click*", "clunk*", "pop", "pops", "popped", "popping", "crack*", "crunch*", "snapped", "grinding"}, {"hurt*", "pain*", "sharp", "ouch", "ow", "sore"}},
		{{"popped", "snapped", "sharp joint", "joint pain"}, {"neck", "shoulder", "joint pain"}},
		{{"head feels heavy", "head feels too heavy", "head feels so heavy", "head is too heavy", "head is so heavy", "head is very heavy", "heavy head", "head feels unsteady", "head is unsteady", "head wobbles", "head too heavy", "neck feels unstable", "neck is unstable", "head fall off", "head will fall off", "head falls off"}},
		{{"cant", "cannot"}, {"turn my head", "turn my neck", "turn it", "move my neck", "move my head"}},
	}
}

func sickSigns() []sign {
	return []sign{
		{{"nause*", "nauseo*", "queasy", "vomit*", "threw up", "throw up", "throwing up", "thrown up", "puke*", "puking", "sweat", "sweats", "sweating", "sweaty", "sweated", "clammy", "upset stomach", "stomach is turning"}},
		{{"feel sick", "feeling sick", "feels sick", "felt sick", "im sick", "am sick", "get sick", "getting sick", "so sick", "me sick", "be sick", "bit sick", "little sick", "very sick", "really sick", "and sick", "sick to my stomach", "^sick"},
			{"!sick of", "!sick leave", "!sick day*", "!sick note", "!im sick of", "!am sick of", "!so sick of", "!feel sick of", "!really sick of", "!bit sick of", "!getting sick of", "!get sick of"}},
	}
}

func acheSigns() []sign {
	all := []string{"headache*", "head ache*", "head pain*", "hedache*", "pain in my head", "pain in the head", "pressure in my head", "behind my eye", "behind my eyes", "my temple*"}
	for _, how := range []string{"", "really ", "still ", "just ", "also ", "now ", "is ", "is really ", "is still ", "starts ", "started ", "starts to ", "started to ", "is starting to ", "begins to "} {
		for _, verb := range []string{"hurt*", "aches", "ache", "aching", "throb*", "pound*", "splitting", "killing", "pulsing", "burns", "burning"} {
			all = append(all, "head "+how+verb)
		}
	}
	return []sign{{all, {"!headache* diary", "!headache* day*", "!headache* medic*", "!headache* log"}}}
}

func sharpSigns() []sign {
	return []sign{{{"sharp", "stab*", "shooting", "electric*", "shock*", "knife", "needle*"}}}
}

// painSigns are pain, and nothing but pain.
func painSigns() []sign {
	return []sign{{
		{"pain", "pains", "painful", "hurt", "hurts", "hurting", "hurst", "ow", "oww*", "ouch*", "aua", "argh*", "sore", "ache", "aches", "aching", "achy", "agony", "killing me", "burn", "burns", "burning", "sting", "stings", "stinging", "stabbing", "stabs", "throbbing", "cramp*", "electric shock*", "pulled a muscle", "pulled something", "too intense"},
		{"!pain free", "!pain relief", "!pain rule*", "!pain scale", "!pain killer*", "!pain diary", "!pain score*", "!pain med*", "!pain clinic", "!pain log", "!pain management", "!hurts so good", "!hurts good", "!hurt my feelings", "!sore throat", "!burning cal*"},
	}}
}
