package bot_test

import (
	"strings"
	"testing"

	"unknot/bot"
)

// row is one row of the clinical specification, and how people say it.
type row struct {
	name string
	said []string
}

// emergencyRows are the rows of section 3.1 (R) and 3.4 (T) that free text is
// searched for. A sentence that matters to two rows stands in one of them.
func emergencyRows() []row {
	return []row{
		{"R1: sudden severe headache", []string{
			"thunderclap headache",
			"It came like a thunderclap",
			"I have the worst headache of my life",
			"worst headache ever",
			"This is the worst migraine I've ever had",
			"the worst head pain I had in years",
			"a sudden severe headache",
			"Suddenly I have a terrible headache",
			"sudden headache, never like this",
			"all of a sudden my head hurts so bad, massive pain",
			"head pain: sudden and extreme",
			"extreme headache that began suddenly",
			"excruciating headache, all at once, very sudden",
			"my head exploded with pain",
			"it feels like my head is exploding",
			"an explosive headache hit me",
			"unbearable headache suddenly",
		}},
		{"R2: weakness", []string{
			"my left arm is weak",
			"my right leg feels weak",
			"sudden weakness in my arm",
			"weakness on one side",
			"weak arm, right side, all of a sudden",
			"paralyzed on one side",
			"my right side is paralysed",
			"I can't move my arm",
			"can't move my left side",
			"cannot lift my left arm",
			"I'm unable to move my legs",
		}},
		{"R2: face", []string{
			"my face is drooping",
			"one side of my face droops",
			"my face dropped on one side",
			"my mouth is drooping",
			"my mouth is lopsided",
			"my smile is lopsided",
			"my face is paralysed",
			"my cheek and my whole face are sagging",
			"my eyelid is drooping",
		}},
		{"R2: speech and swallowing", []string{
			"slurred speech",
			"I am slurring my words",
			"I can't speak",
			"I cant talk properly",
			"I was unable to speak",
			"I have difficulty speaking",
			"struggling to speak",
			"having trouble with my speech",
			"trouble swallowing",
			"it's hard to swallow all of a sudden",
			"is it normal that I cannot swallow",
		}},
		{"R2: sight", []string{
			"double vision",
			"I'm seeing double",
			"I lost my sight in one eye",
			"losing my sight",
			"sudden loss of eyesight",
			"vision loss on the left",
			"no vision in my right eye",
			"I am going blind",
			"I went blind for a minute",
		}},
		{"R2: confusion, fainting, seizure, gait", []string{
			"sudden confusion",
			"suddenly confused",
			"I am very confused and my head hurts",
			"I am so confused, where am I",
			"really confused and disoriented",
			"I fainted",
			"I just fainted in the kitchen",
			"I passed out",
			"I am passing out",
			"I blacked out",
			"I keep blacking out",
			"I collapsed",
			"my legs gave way and I collapsed",
			"I was unconscious",
			"I had a seizure",
			"having seizures",
			"my husband says I had convulsions",
			"I can't walk straight",
			"unable to walk",
			"I cannot walk properly any more",
			"am I having a stroke?",
			"I think I had a stroke",
			"Im having a stroke",
		}},
		{"R3: headache with fever and a sign", []string{
			"fever and stiff neck",
			"I have a fever and a stiff neck",
			"stiff neck with fever",
			"headache with fever and a rash",
			"fever and I am very drowsy",
			"fever, headache and I am confused",
			"my neck is stiff, and I have a fever",
		}},
		{"R5: new pain with a sign", []string{
			"dizzy and a drooping eyelid",
			"new neck pain and double vision",
			"after the massage my eyelid droops",
			"since the chiropractor I have trouble swallowing",
		}},
		{"R7: bladder, bowel, between the legs", []string{
			"numb between my legs",
			"I am numb between the legs",
			"numbness between both legs since today",
		}},
		{"R10 and T1: chest", []string{
			"chest pain",
			"I have pain in my chest",
			"my chest hurts",
			"it hurts in my chest",
			"tight chest",
			"chest tightness",
			"a tight feeling in my chest",
			"pressure on my chest",
			"my chest is under pressure",
			"crushing chest",
			"chest-pain",
			"pain in chest and left arm",
			"jaw hurts and chest pain",
		}},
		{"R12: several people of one home", []string{
			"carbon monoxide",
			"the carbon monoxide alarm went off",
		}},
		{"T1: tingling or numbness of the face or one side", []string{
			"tingling in my face",
			"my face tingles",
			"numb face",
			"face numb and tingling",
			"the left side of my face is numb",
			"numbness of the face",
			"tingling down my whole side",
			"my whole left side is numb",
			"numb all down one side",
			"my arm went numb suddenly",
			"I cannot feel my face",
		}},
		{"T13: breath and heart", []string{
			"I can't breathe",
			"cant breathe",
			"I cannot breathe",
			"unable to breathe",
			"can't catch my breath",
			"my heart is racing and I feel faint",
			"palpitations and I nearly fainted",
		}},
		{"however it is written", []string{
			"CHEST PAIN",
			"Chest Pain!!!",
			"cHeSt pAiN",
			"I CAN'T BREATHE!!!",
			"I can’t breathe",
			"I can`t breathe",
			"help i cant breathe pls",
			"face drooping?",
			"face droopy, numb",
			"Done 4. Chest pain.",
			"hello\n\nmy face is drooping\nwhat do I do",
			"  \t chest   pain  ",
			"...chest pain...",
			"*chest pain*",
			"chest / pain",
			"I did the stretch, then my face went numb.",
			"/done chest pain",
			"worst headache\nof my life",
		}},
		{"as it was missed before", []string{
			"can´t breathe",
			"I can't\nbreathe",
			"my chest... it hurts",
			"most severe headache I have ever had",
			"headache came out of nowhere and is unbearable",
			"couldn't speak",
			"facial droop",
			"I see double",
			"lost consciousness",
			"my arm won't move",
			"leg is paralysed",
			"weakness in my leg",
			"fever and stiff neck",
			"wet myself",
			"my chest feels heavy",
			"jaw pain and sweating",
			"shortness of breath",
			"everyone in the house has a headache",
			"no my chest hurts",
			"I canʼt breathe",
			"I can＇t breathe",
			"I can‘t\nbreathe",
			"I can′t breathe",
			"chest\npain",
			"chest .. pain",
			"no fever...\nchest pain",
			"numb between my legs",
			"I cannot feel anything in my groin",
			"no feeling between my legs",
		}},
		{"a throat or a tongue that swells", []string{
			"my throat is swelling up", "throat is swelling up", "my throat is swollen", "throat is sweling", "my throat is closing",
			"my tongue is swelling",
		}},
		{"breath in plain words", []string{
			"breathing is hard", "it is hard to breathe", "breathing is very difficult", "its hard to breath", "i cant breath",
			"cant brethe help", "my breathing has become hard", "fighting for air",
		}},
		{"speech, and not a busy day", []string{
			"I can't talk", "cant talk.", "I can't talk properly", "I can't talk right now because my mouth feels strange",
			"suddenly I cannot talk now", "I can't talk now, my tongue is heavy", "I can't talk right", "my speech is slured, can't talk right now",
			"can't talk right now, I can't talk properly", "I cannot talk, now what", "my words come out funny",
		}},
		{"as people write in trouble", []string{
			"chest pian", "cheast hurts", "my chest hurst", "someone is sitting on my chest", "my mouth hangs down on one side", "hart attack??",
			"i had a siezure", "everything went black", "i think im having a stoke", "i canot move my arm", "cnat breathe",
			"sudden headache, gone worse by the minute", "headache suddenly gone from bad to unbearable", "my vision is suddenly gone",
			"weakness in my arm suddenly gone", "the numb arm is suddenly gone", "the headache is suddenly gone but my face is numb",
			"headache suddenly gone and I feel weak all over", "help, I can't talk right now", "cant talk now, help", "I can't talk today.",
			"I hadn't had chest pain", "my eyes went black",
		}},
		{"a headache within a second", []string{
			"headache came on in a second, 10 out of 10", "my headache started in an instant", "it hit me like a bolt, unbearable pain in my head",
			"pain in my head like a bolt of lightning", "the headache hit me like lightning", "worst pain in my head", "the worst pain of my life",
			"my headache went from 0 to 10 in seconds", "It hit me like a truck, my head",
		}},
		{"sight on one side", []string{
			"I can't see on one side", "cant see on my left side", "can't see with one eye", "lost sight in one eye", "lost my sight on the right",
			"I can only see half of the screen", "blind on one side", "suddenly I can't see",
		}},
		{"the word itself", []string{
			"stroke", "Stroke!", "stroke?", "a stroke", "help, stroke", "I think I'm having a stroke", "think I have a stroke", "could it be that I am having a stroke",
			"might be a stroke", "mini stroke", "I had a stroke", "stroke help", "heart attack", "I think it is a heart attack", "my heart attack", "cardiac arrest",
			"my face is drooping", "I passed out", "having a seizure", "I am having a seizure",
		}},
		{"a call for help", []string{
			"call an ambulance", "please call an ambulance", "Call me an ambulance!", "need an ambulance", "I need an ambulance now", "ambulance", "ambulance please",
			"should I call an ambulance?", "I need help now", "need help now!!", "i need help right now", "I need urgent help", "send help now", "call 911", "SOS",
			"medical emergency", "I might faint", "I need a doctor right now", "please send help", "I think I'm dying", "should I go to the ER?",
		}},
		{"R4: a blow, and a fall with a sign", []string{
			"i fell off my bike yesterday and hit my head", "hit my head", "I hit my head on the door", "banged my head this morning", "got hit in the head by a ball",
			"a blow to the head", "fell on my head", "my head hit the floor", "I was hit by a car", "had a car crash and my neck hurts",
			"car accident yesterday, headache since", "I fell down the stairs and my neck is stiff", "I fell yesterday and now I am dizzy",
			"tripped, now my head hurts", "I slipped on ice and my arm is numb", "I had a bike accident and threw up",
		}},
		{"German", []string{
			"plötzlich stärkste Kopfschmerzen", "PLÖTZLICH starke Kopfschmerzen", "stärkste Kopfschmerzen meines Lebens", "die schlimmsten Kopfschmerzen",
			"auf einmal heftiges Kopfweh", "Schlaganfall", "ich glaube ich habe einen Schlaganfall", "kann nicht sprechen", "ich kann nicht mehr richtig sprechen",
			"Ich kann nicht schlucken", "Gesicht hängt", "mein Gesicht hängt auf einer Seite", "das Gesicht ist taub", "Lähmung", "mein Arm ist gelähmt",
			"ich kann den Arm nicht bewegen", "Brustschmerzen", "meine Brust tut weh", "Druck auf der Brust", "keine Luft", "ich bekomme keine Luft",
			"krieg kaum Luft", "Atemnot", "kann nicht atmen", "Notarzt", "Krankenwagen", "brauche einen Krankenwagen", "Herzinfarkt", "ich bin ohnmächtig geworden",
			"war bewusstlos", "Krampfanfall", "ich sehe doppelt", "auf einem Auge blind", "auf den Kopf gefallen", "habe mir den Kopf gestoßen",
		}},
		{"beside a no that is less than plain", []string{
			"I haven't had chest pain like this", "I haven't had chest pain before", "I didn't have chest pain until today",
			"I have never had chest pain", "no chest pain like this before", "I haven't had time, chest pain", "not out of bed: chest pain",
			"no loss of time, but double vision", "I haven't felt numb or had chest pain", "I don't normally have double vision",
		}},
		{"beside a plain no", []string{
			"no neck pain but chest pain",
			"no pain, my chest is tight",
			"not sure, chest pain maybe",
			"no seizure. But I fainted.",
			"no fever; my face is numb",
			"my face feels numb, no pain",
			"not done, I have chest pain",
			"never had this: double vision",
		}},
		{"in the middle of much else", []string{
			strings.Repeat("The first step was fine and my neck feels loose. ", 40) + "Then my speech was slurred. " +
				strings.Repeat("Later I went on with the second step. ", 40),
			"I did step three this morning and all was well; then at lunch I fainted and now it is a bit better, should I go on with step four?",
			strings.Repeat("no pain ", 500) + "chest pain" + strings.Repeat(" no pain", 500),
			strings.Repeat("a\n", 1000) + "I can't breathe\n" + strings.Repeat("b\n", 1000),
		}},
	}
}

// crisisRows are ways of saying that somebody may harm themselves.
func crisisRows() []row {
	return []row{
		{"killing", []string{"I want to kill myself", "I will kill myself", "thinking of killing myself", "KILL MYSELF", "I want to\nkill myself"}},
		{"ending one's life", []string{"I want to end my life", "I am going to end my own life", "ending my life", "I want to take my own life"}},
		{"the word itself", []string{"suicide", "I feel suicidal", "I am thinking about suicide, again"}},
		{"wishing to be dead", []string{
			"I want to die", "I wanna die", "I wish I was dead", "i just want to be dead",
			"headache again. I want to die.", "everything hurts and I want to die",
		}},
		{"harm", []string{"I want to hurt myself", "I am going to harm myself", "I'm gonna cut myself", "self harm", "self-harm", "self-harming again"}},
		{"not wanting to live", []string{
			"I don't want to live", "I dont want to live anymore", "I don’t want to live with this pain",
			"I do not want to exist", "there is no reason to go on living", "no reason to live",
		}},
		{"no point", []string{
			"no point in living", "I see no point in living any more", "whats the point of living", "I don't see the point in living",
			"there is no point to live", "no point to my life", "i see no sense in living like this",
		}},
		{"as people write in trouble", []string{"sucidal", "i want to kill my self", "i wish i would never wake up", "thinking of suiside"}},
		{"as it was missed before", []string{
			"I want to end it all",
			"better off dead",
			"I don't want to be here anymore",
			"I want to kill\nmyself",
			"I don't want to kill myself, but I think of it",
			"no reason to go on living",
			"kms",
			"I hope I do not wake up again",
		}},
		{"German", []string{
			"ich will nicht mehr leben", "Ich möchte nicht mehr leben.", "umbringen", "ich bringe mich um", "ich will mich umbringen",
			"ich will mich nicht umbringen, aber ich denke daran", "ich will sterben", "Selbstmord", "Suizid",
		}},
		// What calls for a person to talk to is told before what calls for an ambulance.
		{"beside an emergency", []string{"my chest hurts and I want to die", "I can't breathe. I want to kill myself."}},
	}
}

// ordinaryRows are what people write here every day. None of it may stop a
// session, hold every routine and show the emergency text.
func ordinaryRows() []row {
	return []row{
		{"words of a session", []string{
			"done", "Done!", "done 4", "ok", "👍", "skip", "easier", "hurts", "it hurts", "ouch", "stop", "pause", "go on",
			"go by itself", "start timer", "how", "more", "not done", "I am not done", "I can't", "I can't do this one",
			"can't do it", "cannot do this step", "too hard", "this is hard", "4", "4/10", "end", "I want to end this session",
		}},
		{"commands", []string{
			"start", "routine", "today", "progress", "how did I do this week?", "migraine", "it is over", "help", "privacy",
			"schedule weekdays 9:30", "schedule mon wed fri 8pm", "in 20 minutes", "this evening", "Berlin", "14:30",
			"neck release", "I am 18 or over, and I agree", "it was a mistake", "a doctor examined me", "forget",
		}},
		{"aches of every day", []string{
			"my neck hurts", "my neck is stiff", "stiff neck", "tight neck", "tight shoulders", "my shoulders are tight",
			"pressure on the neck", "headache", "I have a headache", "a bit of headache", "my head hurts", "my head is heavy",
			"my arm is tired", "my right arm is tired", "my arms are tired", "my hand fell asleep", "my jaw is tense",
			"sharp pain in the neck", "it pulls in my arm", "my shoulder clicks", "tingly scalp", "my eyes are tired",
			"dizzy", "a little dizzy", "I'm sleepy", "my legs are numb from sitting",
			"my neck is killing me", "this headache is killing me", "I'm dead tired",
		}},
		{"sides and steps", []string{
			"the stretch is easier on the left side", "the left side is easier", "my left side is tighter", "one arm at a time",
			"left arm, right arm", "the weak side", "head turn to the left", "the chest stretch was nice", "my chest feels open",
			"face down on the bed", "face the wall", "pillow between my legs", "I dropped the ball", "can't lift the ball",
			"I can't feel the stretch", "hold my breath", "I forgot to breathe", "I was out of breath after the stairs",
			"what is the number of sets?",
		}},
		{"plain no", []string{
			"no chest pain", "no chest pain today", "no pain in the chest", "without any numbness", "no numbness",
			"never fainted", "no seizure", "no face drooping", "not the worst headache", "no fever", "no fever, just a stiff neck",
			"no more chest pain", "not a seizure",
		}},
		{"life", []string{
			"worst week ever", "the worst day ever", "worst night", "the worst is over", "going to bed", "lost track of time",
			"I lost my place", "I lost count", "no time today", "fever", "I have a cold", "rash", "sudden change of plans",
			"suddenly I feel better", "stroke of luck", "I am confused", "I'm confused about the schedule", "my speech is fine",
			"my face is red", "my smile is back", "new chair", "weak coffee", "one week", "the end of my day", "take my time",
			"my phone is dead", "I cut myself shaving", "I live in Berlin", "no reason", "I'll do it by myself",
			"I want to live without pain", "does this help migraine?", "why do I do this", "no thanks", "not today", "later",
		}},
		{"as it was a false alarm before", []string{
			"what number of reps on each side?",
			"I can't feel the stretch in my side",
			"stiff neck, no fever",
			"face is fine, no numbness",
			"no numbness or tingling in my face",
			"no loss of vision",
			"no double vision",
			"I do not have chest pain",
			"the chest stretch hurts",
			"a faint pull",
			"I'm so confused by the buttons",
			"the worst of the headache is over",
			"time passed, I worked out",
			"my left arm is weaker than my right",
			"my neck is killing me so I gave myself a break",
			"I don't want to hurt myself with this stretch",
			"migraines take over my life",
			"I didn't have chest pain",
			"I don't get chest pain",
			"no fever or rash",
			"my neck is stiff, without fever or a rash",
			"neither sore nor stiff",
			"the chest press hurts",
			"no numbness between my legs",
			"no face or side numbness",
		}},
		{"words of a blow and of a stroke, and none", []string{
			"the stroke of the brush", "hit the ball", "stroke my cat", "I stroke the side of my neck", "a stroke of luck", "a gentle stroke down the neck",
			"stretch", "one side easier", "car ride", "bike ride went well", "I fell asleep", "I fell asleep and my neck is stiff", "my leg fell asleep",
			"I fell yesterday", "I had a car crash", "I had a bike accident", "I fell behind with my neck routine", "by accident I skipped the head turn",
			"hit me with the next one", "my head hit the pillow", "hit my goal", "hit the gym, my neck feels good", "had a car crash but my neck is fine",
			"I had a stroke of luck", "I had a car accident ten years ago and my neck hurts since", "I turn my head in a second", "my head feels light",
			"back in a second, I have a headache", "I sat up like a bolt", "I slipped a disc and my neck is stiff",
			"I didn't hit my head", "I fell yesterday but I did not hit my head", "I hit the wall today, my neck is tired", "I knocked out three sets",
		}},
		{"help, and no emergency", []string{
			"I need help", "help me", "can you help me with the timer", "I need help with this step", "I don't need an ambulance", "I don't need help now",
			"an ambulance woke me up", "call my mother", "no heart attack", "not a stroke", "no stroke",
		}},
		{"German of every day", []string{
			"Kopfschmerzen", "ich habe Kopfschmerzen", "mein Nacken tut weh", "keine Brustschmerzen", "kein Schlaganfall", "hallo", "fertig", "es tut weh",
			"die Kopfschmerzen sind plötzlich weg", "ich kann nicht mehr", "das kann ich nicht", "mein Arm ist müde", "Luft", "es hilft nicht",
			"ich lasse den Arm hängen",
		}},
		{"no time to talk", []string{
			"can't talk right now", "cannot talk now, later", "cant talk now", "Can't talk right now, in a meeting", "can't talk now, talk later",
			"I can't talk about it at work", "can't do it now, talk to you later", "can't talk right now im at work",
		}},
		{"a headache that has gone", []string{
			"the headache is suddenly gone", "headache suddenly gone", "The headache is suddenly gone!", "my migraine is suddenly over, good",
			"headache is suddenly better today", "the pain in my head is suddenly gone", "headache went away suddenly",
		}},
		{"a plain no in more words", []string{
			"I haven't had chest pain", "no loss of vision or double vision", "I have not had chest pain", "I haven't had any numbness or chest pain",
			"haven't got chest pain", "no numbness, no loss of sight and no double vision", "he hasn't had a seizure",
		}},
		{"much that looks like a sign", []string{
			"my chest stretch felt good", "numbers", "the band is weak", "weak tea, no fever", "sore throat", "my throat is dry",
			"the breathing exercise is hard", "the breathing is nice but the stretch is hard", "slow breathing felt nice",
			"what is the point in doing both sides?", "no point in doing this in my living room", "at no point in my life did I sit straight",
			"I live at this point of the city", "can I talk to someone?", "my speech at work went well", "hanging laundry hurt my neck",
			"the chest press is heavy", "a weight on each side", "it is hard to sit still", "lying face down, one arm hanging off the bed", "the screen went black", "I play the piano, chest up",
			"I wish I would not wake up with a headache", "I hope I never wake up stiff again", "I breathe in slowly, it is not hard",
		}},
		{"nothing at all", []string{"", " ", "\n\n", ",", "...", "!?", "🙂", "\x00", "\xff\xfe", "é", "頭が痛い"}},
	}
}

func checkRows(t *testing.T, rows []row, least int, want bot.Alarm) {
	t.Helper()
	reader, sentences := bot.NewReader(), 0
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if len(r.said) < 2 {
				t.Errorf("%d sentences, want at least 2", len(r.said))
			}
			for _, said := range r.said {
				if got := reader.Alarm(said); got != want {
					t.Errorf("Alarm(%.80q) = %v, want %v", said, got, want)
				}
			}
		})
		sentences += len(r.said)
	}
	if sentences < least {
		t.Errorf("%d sentences, want at least %d", sentences, least)
	}
}

func TestEmergencies(t *testing.T)   { checkRows(t, emergencyRows(), 60, bot.AlarmEmergency) }
func TestCrises(t *testing.T)        { checkRows(t, crisisRows(), 15, bot.AlarmCrisis) }
func TestOrdinaryWords(t *testing.T) { checkRows(t, ordinaryRows(), 60, bot.AlarmNone) }
func TestButtonsAreNoAlarms(t *testing.T) {
	w, reader := writer(t), bot.NewReader()
	for _, key := range w.Words.Keys("en") {
		if !strings.HasPrefix(key, "press.") {
			continue
		}
		label := plain(t, w, bot.Line{Say: key})
		if got := reader.Alarm(label); got != bot.AlarmNone {
			t.Errorf("the button %q, typed, raises alarm %v", label, got)
		}
	}
}

// What the library says in its own steps must not frighten whoever copies a
// sentence of it into the chat: only the lines about when to stop may.
func TestNamesOfRoutinesAndExercisesAreNoAlarms(t *testing.T) {
	lib, reader := decider(t).Library, bot.NewReader()
	for _, r := range lib.Routines() {
		for _, said := range []string{r.Name, r.Why, r.Position, r.Intro} {
			if got := reader.Alarm(said); got != bot.AlarmNone {
				t.Errorf("routine %s: %q raises alarm %v", r.ID, said, got)
			}
		}
	}
	for _, e := range lib.Exercises() {
		for _, said := range []string{e.Name, e.Position, e.Movement, e.Feel} {
			if got := reader.Alarm(said); got != bot.AlarmNone {
				t.Errorf("exercise %s: %q raises alarm %v", e.ID, said, got)
			}
		}
	}
}

// An alarm is found whatever stands before and after it, as long as that is a
// sentence of its own, and however it is capitalised.
func TestAlarmsAreFoundAnywhere(t *testing.T) {
	reader := bot.NewReader()
	for _, rows := range [][]row{emergencyRows(), crisisRows()} {
		for _, r := range rows {
			for _, said := range r.said {
				want := reader.Alarm(said)
				for _, around := range []string{
					"Hello. " + said, said + ". Thank you.", "\n" + said + "\n", strings.ToUpper(said), strings.ToLower(said), "🙂 " + said,
				} {
					if got := reader.Alarm(around); got != want {
						t.Errorf("Alarm(%.80q) = %v, want %v", around, got, want)
					}
				}
			}
		}
	}
}

// A crisis is never hidden by an emergency, nor either by ordinary words.
func TestTheGraverAlarmWins(t *testing.T) {
	reader := bot.NewReader()
	for _, one := range crisisRows() {
		for _, other := range append(emergencyRows(), ordinaryRows()...) {
			if got := reader.Alarm(other.said[0] + "\n" + one.said[0]); got != bot.AlarmCrisis {
				t.Errorf("%.60q and then %q: %v", other.said[0], one.said[0], got)
			}
		}
	}
}

func FuzzAlarm(f *testing.F) {
	for _, rows := range [][]row{emergencyRows(), crisisRows(), ordinaryRows()} {
		for _, r := range rows {
			f.Add(r.said[0])
		}
	}
	reader := bot.NewReader()
	f.Fuzz(func(t *testing.T, text string) {
		alarm := reader.Alarm(text)
		if alarm != reader.Alarm(text) {
			t.Errorf("Alarm(%q) is not the same twice", text)
		}
		if alarm < bot.AlarmNone || alarm > bot.AlarmCrisis {
			t.Errorf("Alarm(%q) = %v", text, alarm)
		}
		// Nothing said in another sentence takes an alarm back.
		if got := reader.Alarm(text + "\nno pain at all"); got < alarm {
			t.Errorf("%q raises %v, and with more after it %v", text, alarm, got)
		}
	})
}
