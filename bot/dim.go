package bot

import (
	"strings"

	"unknot/routines"
)

// dim reports whether somebody is spoken to in dim style: in an attack, and
// whenever they chose it.
func (p Person) dim() bool { return p.Settings.Dim || p.ill() }

// ill reports whether an attack goes on, or is being asked about.
func (p Person) ill() bool {
	return p.Attack.Stage == routines.StageAttack || p.Attack.Stage == routines.StageAsking
}

// dimmed is the rule that every message goes through on its way out: dim style has
// no picture and no sound. The emergency text keeps its sound, and outside of an
// attack so do the cues of a session, which were asked for. Sentences need no rule:
// they are short and without emoji for everybody.
func (p Person) dimmed(m Message, e Effect) Message {
	if !p.dim() {
		return m
	}
	if m.File != nil && strings.HasPrefix(m.File.Type, "image/") {
		m.File = nil
	}
	sounds := e.Kind == KindAlarm || e.Kind == KindCue && !p.ill()
	m.Silent = m.Silent || !sounds
	return m
}
