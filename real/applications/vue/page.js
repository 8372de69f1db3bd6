import ElementPlus from 'element-plus'
import 'element-plus/dist/index.css'
import { computed, createApp, reactive, ref } from 'vue'

const woods = ['oak', 'pine', 'ash', 'beech']
const article = (_, i) => ({
  id: i,
  name: `Article ${i}`,
  wood: woods[i % 4],
  price: 20 + ((i * 37) % 300),
})

const App = {
  template: `
    <el-container style="max-width: 1100px; margin: 0 auto">
      <el-header>
        <el-menu mode="horizontal" :default-active="'1'" :ellipsis="false">
          <el-menu-item index="1">Articles</el-menu-item>
          <el-sub-menu index="2"><template #title>Orders</template>
            <el-menu-item index="2-1">Open</el-menu-item><el-menu-item index="2-2">Done</el-menu-item>
          </el-sub-menu>
        </el-menu>
      </el-header>
      <el-main>
        <el-tabs v-model="tab">
          <el-tab-pane label="Stock" name="stock">
            <el-input v-model="word" placeholder="Search" clearable style="width: 240px" />
            <el-table :data="shown" height="360" row-key="id" stripe highlight-current-row>
              <el-table-column type="selection" width="48" />
              <el-table-column type="expand"><template #default="{ row }"><p style="padding: 0 60px">Made of {{ row.wood }}.</p></template></el-table-column>
              <el-table-column prop="name" label="Name" sortable />
              <el-table-column prop="wood" label="Wood"><template #default="{ row }"><el-tag>{{ row.wood }}</el-tag></template></el-table-column>
              <el-table-column prop="price" label="Price" sortable />
              <el-table-column width="120"><template #default="{ row }">
                <el-popconfirm title="Remove it?" @confirm="remove(row)"><template #reference><el-button size="small" type="danger">Remove</el-button></template></el-popconfirm>
              </template></el-table-column>
            </el-table>
            <el-pagination layout="prev, pager, next" :total="rows.length" v-model:current-page="page" />
          </el-tab-pane>
          <el-tab-pane label="New" name="new">
            <el-form label-width="120px" style="max-width: 520px">
              <el-form-item label="Name"><el-input v-model="form.name" maxlength="20" show-word-limit /></el-form-item>
              <el-form-item label="Wood"><el-select v-model="form.wood" filterable><el-option v-for="w in woods" :key="w" :value="w" /></el-select></el-form-item>
              <el-form-item label="Price"><el-input-number v-model="form.price" :min="1" /></el-form-item>
              <el-form-item label="From"><el-date-picker v-model="form.from" type="date" :default-value="new Date(2026, 10, 1)" /></el-form-item>
              <el-form-item label="Stars"><el-rate v-model="form.stars" /></el-form-item>
              <el-form-item label="On sale"><el-switch v-model="form.sale" /></el-form-item>
              <el-form-item><el-button type="primary" @click="asking = true">Add</el-button></el-form-item>
            </el-form>
          </el-tab-pane>
        </el-tabs>
        <el-collapse><el-collapse-item title="How it is delivered">By bike, within two days.</el-collapse-item></el-collapse>
        <el-dialog v-model="asking" title="Add it?" width="420">
          {{ form.name }}, {{ form.wood }}
          <template #footer><el-button @click="asking = false">No</el-button><el-button type="primary" @click="add">Yes</el-button></template>
        </el-dialog>
      </el-main>
    </el-container>`,
  setup() {
    const rows = ref(Array.from({ length: 80 }, article))
    const [tab, word, page, asking] = [ref('stock'), ref(''), ref(1), ref(false)]
    const form = reactive({ name: '', wood: '', price: 40, from: null, stars: 3, sale: false })
    const found = computed(() => rows.value.filter(({ name }) => name.includes(word.value)))
    const shown = computed(() => found.value.slice(page.value * 10 - 10, page.value * 10))
    return {
      ...{ rows, tab, word, page, asking, form, shown, woods },
      remove: (row) => {
        rows.value = rows.value.filter((other) => other !== row)
      },
      add: () => {
        rows.value.unshift({ ...form, id: rows.value.length + 100 })
        asking.value = false
        tab.value = 'stock'
      },
    }
  },
}
createApp(App).use(ElementPlus).mount('#app')
