package bot_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unknot/bot"
)

// feltRows are ways to say what one feels, under the code of each.
func feltRows() []row {
	return []row{
		{"dizzy", []string{
			"dizzy", "I lost balance", "I'm dizzy", "im so dizzy", "I feel dizzy", "a little dizzy", "vertigo", "everything is spinning", "the room spins", "my head is spinning",
			"my vision is blurry", "lightheaded", "I feel light-headed", "blurred vision", "my ears are ringing", "I lost my balance", "woozy now", "feeling unsteady",
			"I get dizzy when I turn my head", "dizziness", "dizzy?", "what should I do, I'm dizzy", "should I stop im dizzy", "why am I dizzy?",
			"not hurting but dizzy", "dizzy since yesterday", "the dizziness is not gone", "no pain. A bit dizzy though", "is it normal that I feel dizzy?",
			"not only dizzy but tired", "I was fine in step one. Then I turned my head to the left and now I am dizzy, so I sat down for a while.",
			"Dizzy, blurred or unsteady", "it got better but I'm still dizzy", "the pain is gone but I am dizzy now",
		}},
		{"hand", []string{
			"my arm tingles", "tingling in my arm", "numbness in my fingers", "can't feel my fingers", "I cannot feel my thumb", "it burns down my arm",
			"pins and needles in my hand", "my hand fell asleep", "my hand is numb", "shooting pain in my arm", "electric shock into my fingers", "no feeling in my fingers", "I feel nothing in my left hand", "I don't feel anything in my hand",
			"pain goes down my arm", "I don't feel my hand", "my arm tingles, is that ok?", "why is my arm numb", "is it normal that my arm tingles?",
			"my arm feels weak", "my arm has been tingling since yesterday", "Tingling or shooting pain in one arm", "no pain, but tingling in my left hand",
			"I have a migraine and my hand tingles",
		}},
		{"limbs", []string{
			"my leg is numb", "both arms tingle", "my legs tingle", "pins and needles in my feet", "both my hands are numb", "my arms are tingling",
			"can't feel my toes", "electric shock down my spine", "my foot fell asleep", "my legs are weak", "Tingling in both arms or a leg", "no feeling in my legs",
		}},
		{"nausea", []string{
			"I feel sick", "i feel a bit sick", "I threw up", "nauseous", "nausea", "sweating", "I'm sweating a lot", "cold sweat", "feeling sick now", "gonna be sick",
			"I might be sick", "queasy", "this makes me sick", "sick", "I just vomited", "Nausea or sweating", "my neck hurts and I feel sick", "should I go on I feel sick",
		}},
		{"head", []string{
			"headache", "my head hurts so much", "I have a headache", "I've got a headache now", "my head is pounding", "my head started hurting", "head pain", "pain in my head",
			"this gives me a headache", "my head really hurts", "headache again", "my temples hurt", "New head pain", "why does my head hurt", "I got a headache from the press",
		}},
		{"face", []string{
			"aura", "I have an aura", "my face tingles", "numb lips", "my left side tingles", "zigzag lines", "the aura is starting", "aura with my migraine", "my tongue is numb",
		}},
		{"breath", []string{
			"short of breath", "I am out of breath", "my heart is racing", "my heart beats so fast", "heart pounding", "palpitations", "I can't breathe", "breathless", "heart flutters",
		}},
		{"joint", []string{
			"locked neck", "my neck locked", "neck clicked and hurts", "my neck is stuck", "something popped in my neck", "it cracked and it hurts", "can't turn my head",
			"my head feels too heavy", "Sharp joint pain, locking, or a heavy head", "jaw locked",
		}},
		{bot.FeltSign, []string{"numb", "tingling", "pins and needles", "I feel tingling", "the numbness went away but came back", "I feel weak"}},
		{"zing", []string{"zing", "a zing over the scalp", "it zings", "shooting over my scalp", "my scalp tingles", "A zing over the scalp"}},
		{"bruise", []string{"a bruise", "I have a bruise on my shoulder", "bruised", "my shoulder is black and blue", "A bruise"}},
		{bot.FeltHurts, []string{
			"pain", "this hurts a lot", "too much pain", "my neck hurts really bad now 9/10", "hurts 7", "ow", "oww", "ouch!!", "my neck hurts", "it hurts when I turn my head",
			"turning my head hurts", "no that hurts", "my shoulders are sore", "aching all over", "it burns", "sharp pain in my neck", "my neck is killing me", "cramp",
			"pain like never before", "it's not better, it hurts", "why does it hurt?", "should I stop it hurts", "if I turn to the left it hurts", "not dizzy, just pain",
			"I did the first two steps and they were nice. In this one my neck hurts on the right when I press.", "not sure, painful", "it did not help and it hurts",
			"help, it hurts",
		}},
		{bot.FeltNew, []string{
			"I fell yesterday", "fell yesterday", "I had a car crash", "I am pregnant now", "I'm pregnant", "I'm pregnant, is this safe?", "I have a new medicine", "my doctor put me on new pills",
			"I had surgery", "I had an operation last week", "I had surgery on my shoulder in May", "diagnosed with arthritis", "I was diagnosed with osteoporosis", "I started new medication",
			"I take blood thinners", "I got botox", "I fell off my horse", "I slipped on the stairs", "I broke my collarbone", "whiplash", "I gave birth", "I might be pregnant", "I was in hospital", "a new kind of headache",
			"I fell yesterday. My neck hurts since.", "I got a new medicine and I'm dizzy", "my doctor says I have a herniated disc",
		}},
		{bot.FeltMigraine, []string{
			"I have a migraine", "my migraine is starting", "migraine attack", "migraine again", "I've got a migraine", "Having a migraine", "I think I'm getting a migraine",
			"I have migraine", "sorry, migraine", "bad migraine", "woke up with a migraine", "my migraine has come back", "I have a bad migraine today", "another migraine", "migraine is coming", "my migraine is back", "my migraine started",
			"I have a migraine and feel sick", "I have a migraine, can I still do this?", "help I have a migraine", "I have had a migraine since this morning",
			"I have a migraine attack right now", "my migrane is starting",
		}},
	}
}

// notFelt are texts that tell nothing to act on.
func notFelt() []row {
	return []row{
		{"denied", []string{
			"not dizzy", "I'm not dizzy", "no headache", "I don't feel sick", "no pain", "it doesn't hurt", "not hurting", "no dizziness", "I am not dizzy at all", "not really dizzy",
			"no neck pain", "my arm is not numb", "my arm doesn't tingle", "no numbness or tingling", "isn't painful", "never dizzy", "no more pain", "without pain", "no longer dizzy",
			"I'm not pregnant", "I never had surgery", "no new medicine", "no migraine", "not a migraine", "I don't have a migraine", "this isn't a migraine", "no migraine today",
			"I don't think I have a migraine", "pain free", "didn't feel any pain", "no sweating", "no bruise", "no pain, dizziness or nausea", "nothing hurts", "haven't had a headache",
		}},
		{"asked", []string{
			"is dizziness normal?", "is it normal to be dizzy", "is it normal to feel dizzy and sick?", "does this help migraine?", "can this cause headaches?", "should it hurt?", "does it hurt",
			"how much pain is ok", "what is an aura?", "will I get a bruise", "can I do this when pregnant?", "is this safe in pregnancy", "nausea normal?", "migraine ok?", "what if I get dizzy",
			"should my arm tingle", "how do I know it is a migraine attack", "can I train during a migraine attack", "when should I stop, if it hurts?", "do I have to stop if it hurts",
		}},
		{"over", []string{
			"dizziness is gone", "the dizziness is gone now", "my headache is gone", "headache gone", "the pain went away", "pain and dizziness are gone", "the tingling has stopped",
			"the nausea is better", "less pain", "hurts less", "my migraine is over", "the pain is gone and I feel great", "it stopped hurting",
		}},
		{"another day, or never", []string{
			"I had a migraine last week", "I was dizzy yesterday", "headache last night", "I had surgery ten years ago", "I fell off my bike years ago", "I used to get headaches",
			"afraid of migraine", "I'm afraid of getting dizzy", "stop if it hurts", "it might hurt", "this helps my headache", "I often have a migraine", "a migraine attack is awful when it comes",
			"after a migraine attack I am tired", "my last migraine attack was awful", "I have a migraine doctor", "I had a migraine", "an exercise for neck pain",
		}},
		{"somebody else", []string{"my wife is pregnant", "my son has a migraine attack", "she feels sick", "my mother had surgery", "he fell yesterday"}},
		{"ordinary", []string{
			"", "done", "done 4", "ok", "skip", "4", "this is hard", "I can't", "the stretch is nice", "one side is easier", "I fell asleep", "by accident", "sick of this step", "sore throat",
			"my sweatshirt is in the way", "what number of reps", "number 3", "start", "schedule weekdays 9:30", "neck release", "Berlin", "hold my breath", "painkillers", "now my heart is at ease",
			"warm hands", "next time", "I need a break", "new chair", "new pillow", "I nearly fell over", "I am done", "my arm is tired", "I broke my streak", "the head turn was good", "tired eyes", "I can't feel the stretch in my arm",
		}},
	}
}

func TestFelt(t *testing.T) {
	reader, n := bot.NewReader(), 0
	for _, r := range feltRows() {
		for _, said := range r.said {
			if got, ok := reader.Felt(said); !ok || got.Code != r.name {
				t.Errorf("Felt(%q) = %v, %v, want %s", said, got, ok, r.name)
			}
			n++
		}
	}
	for _, r := range notFelt() {
		for _, said := range r.said {
			if got, ok := reader.Felt(said); ok {
				t.Errorf("%s: Felt(%q) = %v, want nothing", r.name, said, got)
			}
			n++
		}
	}
	if n < 120 {
		t.Errorf("%d phrases, want at least 120", n)
	}
}

func TestFeltScore(t *testing.T) {
	reader := bot.NewReader()
	const none = -1
	for said, want := range map[string]int{
		"hurts 7": 7, "my neck hurts really bad now 9/10": 9, "pain 10/10": 10, "pain is 5 out of 10": 5, "it hurts seven out of ten": 7, "pain 0": 0, "pain at 6 now": 6,
		"7 pain": 7, "pain level is 7 of 10": 7, "my pain went from 3 to 7": 7, "headache 8/10": 8, "Hurts, 4.": 4, "it hurts 5 in my neck": 5, "this hurts a lot": none, "hurts 11": none, "pain for 3 days": none, "step 3 hurts": none,
		"my neck hurts in step 2": none, "hurts 3 or 5": none, "hurts 3.5": none, "I did 5 reps and it hurts": none, "hurts 007": none, "hurts 20": none, "this one hurts": none,
		"it hurts 100": none, "my neck hurts since 8": none, "hurts 7, really 7": 7,
	} {
		got, ok := reader.Felt(said)
		if !ok || got.HasScore != (want != none) || got.HasScore && got.Score != want {
			t.Errorf("Felt(%q) = %+v, %v, want the score %d", said, got, ok, want)
		}
	}
}

func TestFeltSharp(t *testing.T) {
	reader := bot.NewReader()
	for said, want := range map[string]bool{
		"sharp pain": true, "it hurts, stabbing": true, "shooting pain in my neck": true, "electric shock": true, "a knife in my neck, pain": true,
		"dull pain": false, "it hurts": false, "pain, not sharp": false,
	} {
		if got, ok := reader.Felt(said); !ok || got.Code != bot.FeltHurts || got.Sharp != want {
			t.Errorf("Felt(%q) = %+v, %v, want sharp %v", said, got, ok, want)
		}
	}
}

// Every button of "something else", typed, means what it offers.
func TestFeltKnowsTheWordsOfTheButtons(t *testing.T) {
	w, reader := writer(t), bot.NewReader()
	for _, code := range []string{"dizzy", "hand", "limbs", "head", "joint", "breath", "nausea", "zing", "bruise", "face"} {
		label := plain(t, w, bot.Line{Say: "sign." + code})
		if got, _ := reader.Felt(label); got.Code != code {
			t.Errorf("the button %q, typed, is felt as %q, want %s", label, got.Code, code)
		}
	}
}

// How a text is capitalised, pointed and decorated changes nothing but what a
// question mark asks and a comma parts.
func TestFeltIsTheSameHoweverItIsWritten(t *testing.T) {
	reader := bot.NewReader()
	var all []string
	for _, r := range append(feltRows(), notFelt()...) {
		all = append(all, r.said...)
	}
	rapid.Check(t, func(t *rapid.T) {
		said := rapid.SampledFrom(all).Draw(t, "said")
		want, wanted := reader.Felt(said)
		written := rapid.SampledFrom([]func(string) string{strings.ToUpper, strings.ToLower, strings.Clone}).Draw(t, "case")(said)
		written = strings.ReplaceAll(written, "'", rapid.SampledFrom([]string{"'", "’", "´", ""}).Draw(t, "apostrophe"))
		written = strings.ReplaceAll(written, " ", rapid.SampledFrom([]string{" ", "  ", "\t", " - ", "_"}).Draw(t, "space"))
		marks := rapid.SampledFrom([]string{"", " ", "!", "!!", ".", "...", "*", "\n", " 🙂", "\"", ")", ";"})
		written = rapid.SampledFrom([]string{"", " ", "*", "\n", "🙂 ", "\"", "(", "... "}).Draw(t, "before") + written + marks.Draw(t, "behind")
		if got, ok := reader.Felt(written); got != want || ok != wanted {
			t.Fatalf("Felt(%q) = %v, %v, but of %q %v, %v", written, got, ok, said, want, wanted)
		}
	})
}

func TestFeltNeverPanics(t *testing.T) {
	reader := bot.NewReader()
	words := strings.Fields("not no dont if is it why my i im turning head and or , . ? ?? 7 10 out of hurts pain dizzy numb arm gone migraine a feel might \xff é")
	rapid.Check(t, func(t *rapid.T) {
		said := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 12).Draw(t, "words"), " ")
		if got, ok := reader.Felt(said); ok != (got != bot.Feltness{}) || got.HasScore && (got.Score < 0 || got.Score > 10) {
			t.Fatalf("Felt(%q) = %+v, %v", said, got, ok)
		}
	})
}

// A story before and after it hides nothing that is felt.
func TestFeltInAStory(t *testing.T) {
	reader := bot.NewReader()
	story := strings.Repeat("I did the step at my desk and it went well. ", 30)
	for _, r := range feltRows() {
		for _, said := range r.said {
			want, _ := reader.Felt(said)
			if got, ok := reader.Felt(story + said + ". " + story); !ok || got != want {
				t.Errorf("%q in a story: %v, want %v", said, got, want)
			}
		}
	}
}

func FuzzFelt(f *testing.F) {
	for _, r := range append(feltRows(), notFelt()...) {
		for _, said := range r.said {
			f.Add(said)
		}
	}
	reader := bot.NewReader()
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := reader.Felt(text)
		if again, still := reader.Felt(text); got != again || ok != still {
			t.Errorf("Felt(%q) is not the same twice", text)
		}
		if ok == (got.Code == "") || got.Score < 0 || got.Score > 10 || got.Score != 0 && !got.HasScore {
			t.Errorf("Felt(%q) = %+v, %v", text, got, ok)
		}
		// Nothing said in a sentence of its own makes what is felt unsaid.
		if _, after := reader.Felt(text + "\n. all is well."); ok && !after {
			t.Errorf("%q is felt, and not with more after it", text)
		}
	})
}

func BenchmarkFelt(b *testing.B) {
	reader := bot.NewReader()
	for b.Loop() {
		reader.Felt("I did the first two steps and they were nice, nothing more to tell")
	}
}
