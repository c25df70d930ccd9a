package bot

import "slices"

// sign is one way of saying that something is seriously wrong: one pattern of
// every group must stand within a few words of the others, in any order. A
// pattern is a word or several in a row; a last word that ends in "*" stands
// for all that begin so. A group of phrases that begin with "!" tells what the
// sign is not about: no part of it begins where one of them stands. A phrase
// that ends in "." is one only where a sentence or its part ends. A pattern that
// begins with "^" counts only where one begins.
type sign [][]string

// What the words of a sign may be marked with.
const (
	unlessMark  = "!"
	clauseEnd   = "."
	clauseStart = "^"
)

// crisisSigns are looked for first: the answer to them is another one.
func crisisSigns() []sign {
	return []sign{
		{{"kill myself", "kill my self", "killing myself", "killing my self", "kms"}},
		{{"end my life", "end my own life", "ending my life", "ending my own life"}},
		{{"take my life", "take my own life", "taking my own life"}},
		{{"end it all", "ending it all", "it all to end"}},
		{{"suicid*", "sucid*", "suiside", "suicde"}},
		{{"want", "wanna", "wish", "rather", "ready"}, {"to die", "could die", "just die", "wanna die", "rather die", "be dead", "was dead", "were dead"}},
		{{"want", "wish", "rather", "hope"}, {"never wake up"}, {"!never wake up with", "!never wake up in pain", "!never wake up so", "!never wake up stiff"}},
		{{"better off dead", "better off without me"}},
		{{"want", "wanna", "going", "gonna", "keep"}, {"harm myself", "cut myself", "harming myself", "cutting myself"}},
		{{"cutting myself"}},
		{{"i want to hurt myself", "i wanna hurt myself", "gonna hurt myself", "hurt myself on purpose"}},
		{{"dont want to", "do not want to", "dont wanna", "not want to"}, {"live", "exist", "be alive", "be here anymore", "be here any more"}},
		{{"do not want to wake up", "dont want to wake up", "not wake up again"}},
		{{"self harm", "self harming", "selfharm*"}},
		{{"no point", "see the point", "see a point", "no sense"}, {"in living", "of living", "to living", "living any*", "go on living", "going on living", "keep living", "to live", "being alive", "to my life"}},
		{{"point in living", "point of living", "point to living", "point in being alive", "point of being alive"}},
		{{"no reason to", "no reason for", "no will to", "nothing to", "not worth", "tired of", "cant go on"}, {"live", "living"}},
		// German. One sign, so that no "nicht" takes any of it back.
		{{
			"nicht mehr leben", "nicht länger leben", "umbringen", "bring mich um", "bringe mich um", "selbstmord*", "suizid*",
			"will sterben", "sterben will", "möchte sterben", "will ich sterben", "das leben nehmen", "mein leben beenden",
			"nicht mehr aufwachen", "mir etwas antun", "mir was antun", "lebensmüde", "mich ritzen",
		}},
	}
}

// emergencySigns are the phrases of rows R1 to R5, R7, R10 and R12 of section
// 3.1 and T1 and T13 of section 3.4, as people write them, and the plain calls
// for help. Whoever is afraid writes in their own language: some are German.
func emergencySigns() []sign {
	return slices.Concat(
		callSigns(), headSigns(), blowSigns(), faceSigns(), limbSigns(), sightSigns(), mindSigns(), pelvisSigns(), chestSigns(), homeSigns(),
		germanHeadSigns(), germanBodySigns(),
	)
}

// callSigns are calls for help that name no sign.
func callSigns() []sign {
	return []sign{
		{{"need", "call", "calling", "called", "get", "send", "want", "phone", "ring"}, {"ambulance", "paramedic*"}},
		{{"^ambulance", "^an ambulance", "^sos"}, {"!ambulance *", "!an ambulance *", "!sos *"}},
		{{"ambulance please", "ambulance now", "ambulance quick*", "ambulance help"}},
		{{"need", "send"}, {"help now", "help right now", "help immediately", "help urgently", "help asap", "help fast", "help quick*", "urgent help", "immediate help", "medical help", "emergency help"},
			{"!help now with", "!help right now with"}},
		{{"need"}, {"a doctor now", "a doctor right now", "a doctor immediately", "a doctor urgently"}},
		{{"send help", "call 911", "call 112", "call 999", "call emergency", "call the emergency", "medical emergency", "think im dying", "think i am dying", "feel like im dying", "go to the er", "go to the emergency room"}},
	}
}

func ache() []string { return []string{"headache*", "migraine*", "head pain"} }

func cant() []string {
	return []string{"cant", "cannot", "can not", "couldnt", "could not", "unable", "not able", "canot", "cnat", "carnt"}
}

// busy are the words of somebody who has no time to talk. Whoever has lost
// their words says so otherwise.
func busy() []string {
	return []string{
		"!talk right now .", "!talk now .", "!talk just now .", "!talk at the moment .", "!talk at work .", "!talk long .",
		"!talk right now sorry", "!talk now sorry", "!talk right now im at", "!talk now im at", "!talk right now im in a", "!talk now im in a",
		"!talk right now i am at", "!talk now i am at", "!talk right now im busy", "!talk now im busy",
		"!talk later", "!talk soon", "!talk tomorrow", "!talk to you later", "!talk to you soon", "!talk about",
	}
}

// eased are the words of somebody whose headache has gone.
func eased() []string {
	var all []string
	for _, gone := range []string{"gone", "better", "over", "away", "stopped", "went away", "disappeared"} {
		for _, end := range []string{".", "now .", "today .", "and i feel better", "and i feel fine", "and i feel good", "and i feel great", "thanks", "thank you"} {
			all = append(all, "!sudden* "+gone+" "+end)
		}
	}
	return append(all, "!headache* gone sudden* .", "!headache* is gone sudden* .", "!headache* went away sudden* .", "!migraine* is gone sudden* .")
}

// headSigns are R1, R3 and R5: the headache itself, and what comes with it.
func headSigns() []sign {
	head := append(ache(), "head")
	return []sign{
		{{"thunderclap", "worst headache*", "worst migraine*"}},
		{{"worst", "most severe", "most painful"}, head, {"ever", "life", "had", "before"}},
		{{"sudden*", "instant*", "out of nowhere", "out of the blue", "all at once", "in seconds", "within seconds", "within a minute", "like a hammer"}, ache(), eased()},
		{{"sudden*", "severe", "massive", "unbearable"}, {"head"}, {"sudden*", "explod*", "explos*"}, {"pain*", "hurt*", "severe", "massive", "unbearable"}, eased()},
		{{"explod*", "explos*"}, head},
		{{"worst", "most severe"}, {"pain in my head", "pain in the head", "pain of my life"}, {"!pain in my head is over", "!pain in my head is gone"}},
		{ache(), {"in a second", "in one second", "in 1 second", "in a split second", "in 1 sec", "in an instant", "in a flash"},
			{"came", "comes", "hit", "hits", "start*", "began", "struck", "appeared", "10", "ten", "full", "max*", "unbearable", "worst"}},
		{{"a bolt", "lightning", "a thunderbolt", "a gunshot", "a bullet", "a bomb", "a baseball bat", "a sledgehammer"}, head, {"pain*", "hurt*", "ache", "ache*", "headache*", "migraine*"}},
		{{"hit me like", "hits me like", "struck me like", "came like a"}, append(ache(), "my head", "the head")},
		{{"went from 0 to", "went from zero to", "from zero to ten", "from zero to 10", "from nothing to"}, append(ache(), "my head"), {"second", "seconds", "instant*", "sudden*", "moment"}},
		{{"never had", "never felt"}, ache(), {"this bad", "so bad", "like this"}},
		{{"fever*", "high temperature"}, {"stiff", "rash", "drows*", "confus*", "chin"}},
		{{"dizzy", "dizziness", "unsteady", "whooshing", "pulsing"}, {"chiropract*", "manipulation", "massage", "adjustment", "cracked"}},
		{{"new", "different", "unlike"}, {"neck pain", "headache*"}, {"dizzy", "dizziness", "unsteady", "whooshing", "pulsing"}},
	}
}

// fall are the ways to fall and to crash. On their own they ask for the
// screening and not for an ambulance.
func fall() []string {
	return []string{
		"i fell", "ive fallen", "fell off", "fell down", "fell over", "fell from", "had a fall", "bad fall", "tripped", "i slipped", "slipped and", "slipped on",
		"car crash", "bike crash", "a crash", "i crashed", "crashed my", "crashed into", "car accident", "bike accident", "bicycle accident", "motorbike accident",
		"traffic accident", "road accident", "ski accident", "skiing accident", "riding accident", "an accident", "rear ended",
	}
}

// noFall are words that only look like a fall, and falls of long ago.
func noFall() []string {
	all := []string{
		"!i fell asleep", "!i fell back asleep", "!i fell right asleep", "!i fell in love", "!i fell behind", "!i fell out of",
		"!fell off the pillow", "!fell off the ball", "!fell off the wagon", "!i slipped out of", "!i slipped back", "!i slipped up", "!i slipped a disc", "!a crash course",
	}
	for _, how := range []string{"an accident", "car accident", "car crash", "a crash", "bike accident", "bike crash", "i fell", "had a fall"} {
		for _, ago := range []string{"years ago", "* years ago", "last year", "as a child", "as a kid", "when i was"} {
			all = append(all, "!"+how+" "+ago)
		}
	}
	return all
}

// hurtByFall are the signs of R4 after a fall or a crash.
func hurtByFall() []string {
	return append(ache(), "my neck", "my head", "the neck", "neck pain", "neck hurts", "neck is", "head hurts", "head pain", "whiplash", "concussion",
		"vomit*", "threw up", "throwing up", "throw up", "numb", "numbness", "tingl*", "dizz*", "confused", "cant turn")
}

// blowSigns are R4: a blow to the head or the neck, and a fall or a crash with
// a sign of one.
func blowSigns() []sign {
	wasLongAgo := []string{"!hit my head years ago", "!hit my head * years ago", "!hit my head last year", "!hit my head as a", "!hit my head when i was"}
	return []sign{
		{{"hit my head", "hit my forehead", "hit my skull", "hit the head", "hit in the head", "hit on the head", "hit on my head", "hit in the neck", "hit my neck",
			"bumped my head", "banged my head", "knocked my head", "smashed my head", "cracked my head", "bashed my head", "struck my head", "hitting my head",
			"blow to my head", "blow to the head", "blow on the head", "blow to my neck", "blow to the neck", "knock on the head", "bang on the head",
			"kicked in the head", "punched in the head", "kicked my head", "landed on my head", "landed on my neck", "fell on my head", "fell on my neck", "fallen on my head"},
			{"my head", "the head", "my neck", "the neck", "my forehead", "my skull"}, wasLongAgo}, // told twice, so that "didn't hit my head" takes it back
		{{"head injury", "injured my head", "injured my neck", "got knocked out", "was knocked out", "knocked unconscious", "hit by a car", "run over by"}, {"!hit by a car * years ago", "!hit by a car last year"}},
		{{"head", "neck"}, {"hit the floor", "hit the ground", "hit the windscreen", "hit the windshield", "hit the steering*", "hit the pavement"}},
		{{"head"}, {"hit the wall", "hit a wall"}},
		{fall(), hurtByFall(), append(noFall(), "!my neck is fine", "!my neck is ok*", "!my neck is good", "!neck is fine", "!neck is ok*", "!my head is fine", "!my head is ok*")},
	}
}

// faceSigns are the face, the speech and the swallowing of R2 and T1.
func faceSigns() []sign {
	return []sign{
		{{"face", "facial", "mouth", "smile", "eyelid*", "cheek"}, {"droop*", "dropp*", "sagging", "lopsided", "crooked", "numb", "numbness", "paralys*", "paralyz*", "fell"}},
		{{"eye"}, {"drooping", "droops"}},
		{{"mouth hangs", "mouth is hanging", "face hangs", "face is hanging", "cheek hangs", "lip hangs"}},
		{{"numb", "numbness", "tingl*"}, {"face", "side"}},
		{{"slurr*", "slured", "sluring", "slurs"}},
		{cant(), {"speak*", "talk", "talking", "swallow*"}, busy()},
		{cant(), {"talk"}, {"sudden*", "properly", "normally", "clearly", "mouth", "tongue", "speech", "words", "strange", "weird", "wrong", "help"}},
		{{"throat", "tongue"}, {"swel*", "swol*", "closing", "closes", "closed up"}},
		{{"trouble", "difficulty", "struggling", "struggle", "hard to speak", "hard to swallow", "hard to talk properly"}, {"speak*", "talking", "swallow*", "speech"}},
		{cant(), {"find words", "find my words", "find the words", "get words out", "get my words out", "get the words out"}},
		{{"words", "speech"}, {"come out wrong", "come out funny", "comes out wrong", "comes out funny", "coming out funny", "coming out wrong", "jumbled", "wont come out"}},
	}
}

// limbSigns are the weakness of R2.
func limbSigns() []sign {
	return []sign{
		{cant(), {"move my", "feel my", "lift my", "move one", "feel one", "move left", "move right", "move the", "feel left", "feel right", "lift the", "lift left", "lift right"}, {"arm", "arms", "leg", "legs", "hand", "hands", "side", "face"}},
		{{"arm", "leg", "hand", "side"}, {"wont move", "doesnt move", "doesnt work", "stopped working", "went limp", "gone limp", "is limp"}},
		{cant(), {"walk"}},
		{{"weak", "weakness", "numb", "numbness"}, {"arm", "leg", "side", "body"}, {"sudden*", "new", "one", "whole", "left", "right", "half", "entire"}},
		{{"weakness in", "weakness of"}, {"arm*", "leg*", "hand*"}},
		{{"paralys*", "paralyz*"}},
	}
}

// sightSigns are the sight of R2.
func sightSigns() []sign {
	return []sign{
		{{"double vision", "seeing double", "see double", "two of everything"}},
		{{"lost", "losing", "loss", "gone", "half"}, {"vision", "sight", "eyesight"}},
		{{"no vision", "no sight"}, {"eye", "eyes"}},
		{cant(), {"see"}, {"eye", "eyes", "anything", "out of", "sudden*"}},
		{cant(), {"see on", "see to the", "see with one"}, {"side", "left", "right", "eye"}, {"!see on the picture", "!see on the video", "!see on the screen"}},
		{{"only see half", "see only half", "see half of my", "blind on", "blind in"}},
		{{"going blind", "went blind", "gone blind"}},
	}
}

// mindSigns are the fainting, the seizure and the confusion of R2.
func mindSigns() []sign {
	return []sign{
		{{"fainted", "fainting", "feel faint", "feeling faint", "felt faint", "will faint", "might faint", "could faint", "gonna faint", "to faint", "nearly faint*", "almost faint*"}},
		{{"passed out", "passing out", "pass out", "blacked out", "blacking out", "blackout*", "unconscious", "collapsed"}},
		{{"lost", "losing", "loss of"}, {"consciousness"}},
		{{"everything", "vision", "sight", "eye", "eyes", "world"}, {"went black", "goes black", "going black"}},
		{{"seizure*", "siezure*", "seisure*", "convuls*", "had a fit", "having a fit"}},
		{{"confused", "confusion"}, {"sudden*", "very", "where am i", "where i am", "head", "headache*", "fever"}},
		{{"disoriented"}},
		{{"^stroke", "^a stroke", "^mini stroke", "^ministroke"}, {"!stroke *", "!a stroke *"}},
		{{
			"having a stroke", "having a stoke", "think i had a stroke", "think its a stroke", "this is a stroke", "is this a stroke", "stroke symptoms",
			"having stroke", "have a stroke", "getting a stroke", "got a stroke", "just had a stroke", "maybe a stroke", "may be a stroke", "might be a stroke",
			"could be a stroke", "is it a stroke", "it is a stroke", "feels like a stroke", "like having a stroke", "signs of a stroke", "signs of stroke",
			"symptoms of a stroke", "sign of a stroke", "mini stroke", "stroke help", "help stroke", "stroke now", "a stroke or something",
		}, {"!have a stroke of", "!got a stroke of", "!having a stroke of", "!stroke now and", "!mini stroke * years ago"}},
		{{"i had a stroke"}, {"!i had a stroke of", "!i had a stroke in", "!i had a stroke * years ago", "!i had a stroke years ago", "!i had a stroke last year", "!i had a stroke when", "!i had a stroke as", "!i had a stroke before"}},
		{{"heart attack", "hart attack", "heartattack", "cardiac arrest"}},
	}
}

// pelvisSigns are R7.
func pelvisSigns() []sign {
	between := []string{"between my legs", "between legs", "between the legs", "between both legs", "groin", "genitals"}
	return []sign{
		{between, {"numb", "numbness"}},
		{between, {"cant feel", "cannot feel", "no feeling"}},
		{{"bladder", "bowel*"}, {"control", "lost", "losing"}},
		{cant(), {"pee", "urinate", "hold my urine", "hold my pee"}},
		{{"wet myself", "soiled myself", "incontinen*"}},
	}
}

// chestSigns are R10, and the heart and the breath of T1 and T13.
func chestSigns() []sign {
	return []sign{
		{{"chest", "cheast", "chset"}, {"pain*", "pian", "pians", "pressure", "tight", "tightness", "tightening", "hurt*", "hurst", "crush*", "heavy", "squeez*"},
			{"!chest press", "!chest stretch*"}},
		{{"sitting on my chest", "elephant on my chest", "weight on my chest"}},
		{{"jaw", "arm", "shoulder", "neck"}, {"pain*", "hurt*"}, {"sweat", "sweating", "breathless", "short of breath"}},
		{cant(), {"breathe", "breathing", "catch my breath", "get my breath", "get air", "get enough air"}},
		{{"cant breath", "cannot breath", "can not breath", "couldnt breath", "cant breth", "cant brethe", "cant breeth", "hard to breath", "hard to brethe", "fighting for air", "fighting for breath", "struggling for air", "struggling for breath"}},
		{hardBreathing()},
		{{"trouble breathing", "difficulty breathing", "hard to breathe", "struggling to breathe", "gasping", "short of breath", "shortness of breath"}},
		{{"breathless"}, {"rest", "sitting", "lying", "minutes"}},
		{{"palpitations", "heart racing", "heart is racing", "heart is pounding", "heart pounding"}, {"dizzy", "lightheaded", "light headed", "faint*"}},
	}
}

// hardBreathing stands in one piece: beside the slow breathing of a routine,
// other steps are hard, too.
func hardBreathing() []string {
	var all []string
	for _, is := range []string{"is", "is so", "is very", "is really", "is getting", "gets", "got", "feels", "became", "has become"} {
		all = append(all, "breathing "+is+" hard", "breathing "+is+" harder", "breathing "+is+" difficult")
	}
	return all
}

// homeSigns are R12: several people of one home.
func homeSigns() []sign {
	return []sign{
		{{"carbon monoxide", "gas leak"}},
		{{"everyone", "everybody", "whole family", "all of us", "we all"}, {"headache*"}, {"house", "home", "family", "outside"}},
		{{"headache*"}, {"better outside", "better outdoors"}, {"everyone", "we", "wife", "husband", "kids", "family", "too"}},
	}
}

// germanHeadSigns are R1, R2 and R4 in German: the head, the face, the speech
// and the sight, and the calls for help.
func germanHeadSigns() []sign {
	ache := []string{"kopfschmerz*", "kopfweh", "migräne*", "schmerzen im kopf", "kopf tut weh"}
	return []sign{
		{{"notarzt", "krankenwagen", "rettungswagen", "rettungsdienst", "notruf", "notfall", "brauche sofort hilfe", "brauche hilfe sofort", "brauche jetzt hilfe"}},
		{{"plötzlich*", "ploetzlich*", "plotzlich*", "schlagartig*", "auf einmal", "aus dem nichts", "in sekunden", "wie ein blitz", "wie ein schlag"}, ache,
			{"!plötzlich weg", "!plötzlich vorbei", "!plötzlich besser", "!auf einmal weg", "!auf einmal besser"}},
		{{"stärkste*", "staerkste*", "starkste*", "schlimmste*", "heftigste*", "vernichtung*"}, ache},
		{{"donnerschlagkopfschmerz*", "schlaganfall*", "schlaganfal", "hirnschlag", "hirnblutung"}},
		{{"kann nicht", "kann nicht mehr", "kann nicht richtig", "kann plötzlich nicht", "kann kaum", "kann kaum noch", "konnte nicht", "konnte nicht mehr", "kann ich nicht"}, {"sprechen", "reden", "schlucken", "atmen"},
			{"!reden jetzt"}},
		{{"lalle", "lallen", "verwaschen*", "sprachstörung*", "wortfindung*"}},
		{{"gesicht", "mundwinkel", "mund", "augenlid", "lid"}, {"hängt", "haengt", "hangt", "hängen", "schief", "taub", "kribbelt", "kribbeln", "gelähmt"}},
		{{"doppelbild*", "sehe doppelt", "doppelt sehen", "sehe nichts", "sehe nichts mehr", "nichts mehr sehen", "auge blind", "auge nichts", "sehverlust"}},
		{{"kopf gestoßen", "kopf gestossen", "kopf angeschlagen", "kopf angehauen", "kopf aufgeschlagen", "kopf angestoßen", "kopf angestossen", "auf den kopf gefallen", "auf den kopf geschlagen"}},
	}
}

// germanBodySigns are R2, R10 and T13 in German: the limbs, the mind, the chest
// and the breath.
func germanBodySigns() []sign {
	return []sign{
		{{"lähmung*", "laehmung*", "lahmung*", "gelähmt*", "gelaehmt*", "gelahmt*"}},
		{{"arm", "bein", "hand", "arme", "beine", "seite"}, {"nicht bewegen", "nicht mehr bewegen", "nicht heben", "nicht mehr heben", "nicht mehr spüren", "plötzlich taub", "plötzlich schwach"}},
		{{"halbseitig*", "eine seite taub", "seite ist taub", "ganze seite"}, {"taub*", "kribbel*", "schwach", "lähm*"}},
		{{"kann nicht mehr laufen", "kann nicht mehr gehen", "kann nicht mehr stehen"}},
		{{"ohnmächtig*", "ohnmaechtig*", "ohnmacht", "bewusstlos*", "krampfanfall*", "krampfanfälle", "epileptisch*", "epianfall"}},
		{{"brustschmerz*", "brustenge", "herzinfarkt*", "herzanfall*", "engegefühl"}},
		{{"brust"}, {"schmerz*", "weh", "druck", "drückt", "enge", "eng", "stechen", "sticht", "stiche"}, {"!brust dehnen", "!brustdehnung"}},
		{{"keine luft", "kaum luft", "zu wenig luft", "schlecht luft", "atemnot", "luftnot", "ersticke", "erstick*"}, {"!keine luft im", "!keine luft mehr im"}},
		{{"harnverlust", "in die hose gemacht", "zwischen den beinen taub", "taub zwischen den beinen"}},
	}
}

// plainNo are the words that take a sign back when they stand right before it.
func plainNo() []string {
	return []string{"no", "not", "without", "never", "kein", "keine", "keinen", "ohne"}
}

// betweenNo are the words that may stand between a "no" and the sign.
func betweenNo() []string {
	return []string{"a", "an", "any", "the", "more", "chest", "face", "double", "vision", "side", "loss", "of"}
}

// refusedVerbs are the verbs of "I don't have" and "I haven't had".
func refusedVerbs() []string {
	return []string{"have", "feel", "get", "had", "got", "felt", "need", "hit"}
}

// auxiliaries are the verbs that a "not", or its end, makes a no of.
func auxiliaries() []string { return []string{"do", "did", "does", "have", "has"} }

// alarmDoubts are the words behind a sign that make a "no" before it less plain.
func alarmDoubts() []string {
	return []string{"before", "like", "until", "till", "usual*", "normal*", "this bad", "that bad", "so bad", "this much", "that much"}
}
