package bot

// form is what the sentences of a message ask for in words, if they do: the last
// that asks decides. It is found by the sentence and not kept with the effect:
// what a question may be answered with does not change.
func (s *sentence) form(lines []Line) (f Form) {
	title := ""
	for _, line := range lines {
		switch line.Say {
		case "zone.ask", "zone.unknown", "zone.lost":
			f.Command, title = string(VerbZone), "form.zone"
		case "schedule.ask", "schedule.example":
			f.Command, title = string(VerbSchedule), "form.schedule"
		case "later.ask":
			f.Command, title = string(VerbSnooze), "form.snooze"
		case "pause.ask":
			f.Command, title = string(VerbPause), "form.pause"
		case "note.ask", "note.long":
			f.Command, title = string(VerbNote), "form.note"
		}
	}
	if f.Command == "" {
		return Form{}
	}
	f.Label = ParseText(s.say(Line{Say: "form.write"})).Plain()
	f.Title = ParseText(s.say(Line{Say: title})).Plain()
	return f
}
