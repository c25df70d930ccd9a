package bot

import "slices"

// sign is one way of saying that something is seriously wrong: one pattern of
// every group must stand within a few words of the others, in any order. A
// pattern is a word or several in a row; a last word that ends in "*" stands
// for all that begin so. A group of phrases that begin with "!" tells what the
// sign is not about: no part of it begins where one of them stands. A phrase
// that ends in "." is one only where a sentence or its part ends.
type sign [][]string

// What the words of a sign may be marked with.
const (
	unlessMark = "!"
	clauseEnd  = "."
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
	}
}

// emergencySigns are the phrases of rows R1 to R3, R5, R7, R10 and R12 of
// section 3.1 and T1 and T13 of section 3.4, as people write them.
func emergencySigns() []sign {
	return slices.Concat(headSigns(), faceSigns(), limbSigns(), sightSigns(), mindSigns(), pelvisSigns(), chestSigns(), homeSigns())
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
		{{"never had", "never felt"}, ache(), {"this bad", "so bad", "like this"}},
		{{"fever*", "high temperature"}, {"stiff", "rash", "drows*", "confus*", "chin"}},
		{{"dizzy", "dizziness", "unsteady", "whooshing", "pulsing"}, {"chiropract*", "manipulation", "massage", "adjustment", "cracked"}},
		{{"new", "different", "unlike"}, {"neck pain", "headache*"}, {"dizzy", "dizziness", "unsteady", "whooshing", "pulsing"}},
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
		{cant(), {"see"}, {"eye", "eyes", "anything", "out of"}},
		{{"going blind", "went blind", "gone blind"}},
	}
}

// mindSigns are the fainting, the seizure and the confusion of R2.
func mindSigns() []sign {
	return []sign{
		{{"fainted", "fainting", "feel faint", "feeling faint", "felt faint", "will faint", "to faint", "nearly faint*", "almost faint*"}},
		{{"passed out", "passing out", "pass out", "blacked out", "blacking out", "blackout*", "unconscious", "collapsed"}},
		{{"lost", "losing", "loss of"}, {"consciousness"}},
		{{"everything", "vision", "sight", "eye", "eyes", "world"}, {"went black", "goes black", "going black"}},
		{{"seizure*", "siezure*", "seisure*", "convuls*", "had a fit", "having a fit"}},
		{{"confused", "confusion"}, {"sudden*", "very", "where am i", "where i am", "head", "headache*", "fever"}},
		{{"disoriented"}},
		{{"having a stroke", "having a stoke", "hart attack", "think i had a stroke", "think its a stroke", "this is a stroke", "is this a stroke", "stroke symptoms", "heart attack"}},
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

// plainNo are the words that take a sign back when they stand right before it.
func plainNo() []string { return []string{"no", "not", "without", "never"} }

// betweenNo are the words that may stand between a "no" and the sign.
func betweenNo() []string {
	return []string{"a", "any", "the", "more", "chest", "face", "double", "vision", "side", "loss", "of"}
}

// refusedVerbs are the verbs of "I don't have" and "I haven't had".
func refusedVerbs() []string { return []string{"have", "feel", "get", "had", "got", "felt"} }

// auxiliaries are the verbs that a "not", or its end, makes a no of.
func auxiliaries() []string { return []string{"do", "did", "does", "have", "has"} }

// alarmDoubts are the words behind a sign that make a "no" before it less plain.
func alarmDoubts() []string {
	return []string{"before", "like", "until", "till", "usual*", "normal*", "this bad", "that bad", "so bad", "this much", "that much"}
}
