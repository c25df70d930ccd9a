package routines

func (p *paper) attackRules(Told) {
	p.stages()
	p.attackSigns()
}

func (p *paper) stages() {
	titles := map[Stage]string{
		StageComing: "one may be coming", StageAttack: "the attack", StageAsking: "asked whether it is over", StageAfter: "the time after",
	}
	ends := map[Stage]string{
		StageComing: "until the day turns",
		StageAttack: "until the quiet ends: " + lasting(AttackQuiet) + ", on request " + lasting(AttackLeast) + " to " + lasting(AttackMost),
		StageAsking: "until answered", StageAfter: "for " + lasting(AfterAttack),
	}
	var rows [][]string
	for _, row := range StageRows() {
		nudges := "as usual"
		if row.Silent {
			nudges = "none"
		}
		rows = append(rows, []string{string(row.Stage), titles[row.Stage], inCell(row.Blocks), choice(row.Only), nudges, ends[row.Stage]})
	}
	p.titled("Stages of an attack")
	p.say("An emergency hold stays above every stage. Which of several routines fits is told by the pain before it.")
	p.table([]string{"stage", "is", "off", "only", "reminders", "lasts"}, rows...)
	p.say("At the %s \"still\", or %s after the attack began: somebody should have a look. The next session after an attack is done in the easier variants.",
		ordinal(thirdStill), lasting(AttackLong))
}

func (p *paper) attackSigns() {
	signs := map[AttackSign]string{
		AttackFirstAura: "the first aura ever", AttackLongAura: "an aura of more than an hour", AttackWeakness: "weakness",
		AttackDifferent: "clearly different, or the worst ever", AttackUnrelieved: "no relief for more than " + lasting(AttackLong),
		AttackVomiting: "vomiting again and again", AttackRed: "any sign of R2", AttackPregnant: "pregnant, or newly given birth",
	}
	var rows [][]string
	for _, row := range AttackSignRows() {
		rows = append(rows, []string{string(row.Sign), signs[row.Sign], string(row.Level), when(row.Item != "", "counts as yes to "+string(row.Item))})
	}
	p.titled("Signs in an attack that want a doctor")
	p.table([]string{"sign", "is", "level", "screening"}, rows...)
}
